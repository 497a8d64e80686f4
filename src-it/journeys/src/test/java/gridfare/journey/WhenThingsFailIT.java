package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// What people see when something is not as it should be: said in their words, nothing of theirs
/// lost, none of the insides shown.
class WhenThingsFailIT {

    private static final By MENU = By.cssSelector(".gf-menu-item");
    private static final By MESSAGE = By.cssSelector(".gf-page .gf-message");

    private final World world = World.running();

    @Test
    void aServerThatWasRestartedCostsNoHalfFilledRequest() {
        try (var buyer = Session.signedInAs(world, "buyer")) {
            buyer.go("/fare-search");
            buyer.find(By.cssSelector("vaadin-integer-field input"))
                    .sendKeys(Keys.chord(Keys.CONTROL, "a"), "3", Keys.TAB);
            buyer.find(By.cssSelector("vaadin-big-decimal-field input"))
                    .sendKeys(Keys.chord(Keys.CONTROL, "a"), "2.5", Keys.TAB);
            buyer.await("the draft to be kept", driver -> buyer.keepsADraft() ? driver : null);
            buyer.mark();

            world.stack().wildfly().kill();
            world.stack().wildfly().start();
            world.awaitMarket();
            buyer.click(By.id("find-fares"));

            assertThat(buyer.find(By.id("draft-resumed")).getText()).contains("is back");
            assertThat(buyer.isMarked()).as("the page was loaded anew").isFalse();
            assertThat(buyer.valueOf("vaadin-integer-field input")).isEqualTo("3");
            assertThat(buyer.valueOf("vaadin-big-decimal-field input")).isEqualTo("2.5");
            buyer.click(By.id("find-fares"));
            buyer.find(By.cssSelector(".gf-option"));
            buyer.go("/fare-search");
            buyer.find(By.id("find-fares"));
            assertThat(buyer.keepsADraft()).as("it was asked").isFalse();
        }
    }

    @Test
    void anotherLanguageCostsNoHalfFilledRequestEither() {
        try (var buyer = Session.signedInAs(world, "buyer")) {
            buyer.go("/fare-search");
            buyer.find(By.cssSelector("vaadin-integer-field input"))
                    .sendKeys(Keys.chord(Keys.CONTROL, "a"), "5", Keys.TAB);
            buyer.await("the draft to be kept", driver -> buyer.keepsADraft() ? driver : null);

            buyer.click(By.id("language"));

            assertThat(buyer.find(By.id("draft-resumed")).getText()).contains("已恢复");
            assertThat(buyer.valueOf("vaadin-integer-field input")).isEqualTo("5");
        }
    }

    @Test
    void whatIsNotThereAndWhatIsAnotherOnesLookTheSame() {
        Buyer other = new Buyer(world.as("buyer"));
        String theirs =
                other.ask(
                                """
                                {"capacity": {"chips": "any", "gpus": 1, "duration_s": 3600}}
                                """)
                        .path("id")
                        .asText();
        try (var buyer = Session.signedInAs(world, "buyer2")) {
            buyer.go("/no-such-screen");
            buyer.find(MENU);
            String nothing = buyer.find(By.cssSelector(".gf-page")).getText();
            buyer.go("/fare-search/quote/" + theirs);
            buyer.find(MENU);
            assertThat(buyer.find(By.cssSelector(".gf-page")).getText()).isEqualTo(nothing);
            buyer.go("/operator");
            buyer.find(MENU);
            assertThat(buyer.find(By.cssSelector(".gf-page")).getText()).isEqualTo(nothing);
        }
    }

    @Test
    void aScreenThatFailsSaysUnderWhichNumberAndNothingOfTheInsides() {
        try (var buyer = Session.signedInAs(world, "buyer")) {
            world.change("revoke select on usage_record from gridfare_app");
            try {
                buyer.go("/usage");
                String told = buyer.find(MESSAGE).getText();
                assertThat(told).contains("req_").contains("Something failed on our side");
                assertThat(buyer.browser().getPageSource())
                        .doesNotContain("permission denied")
                        .doesNotContain("usage_record")
                        .doesNotContain("Exception");
                assertThat(buyer.has(MENU)).as("the way to other screens").isTrue();
                buyer.picture("mishap");
            } finally {
                world.change("grant select on usage_record to gridfare_app");
            }
            buyer.go("/usage");
            buyer.find(By.cssSelector(".gf-page .gf-kpis"));
        }
    }
}
