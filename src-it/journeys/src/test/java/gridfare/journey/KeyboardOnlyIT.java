package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// The main ways without a mouse: a buyer asks, compares, accepts and stops; the operator closes a
/// period. Where the focus is, is seen at every stop.
class KeyboardOnlyIT {

    private final World world = World.running();
    private final Rest operator = world.as("operator");
    private final Buyer program = new Buyer(world.as("buyer"));

    @Test
    void theMainWaysCanBeGoneWithoutAMouse() {
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        try (var buyer = Session.signedInAs(world, "buyer")) {
            buyer.go("/fare-search");
            buyer.find(By.id("find-fares"));
            var keys = new Keyboard(buyer);
            keys.to("vaadin-multi-select-combo-box").press("A100 SXM4 80GB");
            buyer.find(By.cssSelector("vaadin-multi-select-combo-box-item"));
            keys.press(Keys.ARROW_DOWN, Keys.ENTER, Keys.ESCAPE);
            keys.to("vaadin-big-decimal-field").press(Keys.chord(Keys.CONTROL, "a"), "2");
            keys.to("#find-fares").press(Keys.ENTER);
            buyer.find(By.cssSelector(".gf-option"));

            keys.to(".gf-option .gf-fare vaadin-button:first-child").press(Keys.ENTER);
            buyer.find(By.cssSelector(".gf-why:not([hidden])"));
            keys.to(".gf-option .gf-choose").press(Keys.ENTER);
            buyer.find(By.id("accept-option"));
            keys.to("#accept-option").press(Keys.ENTER);
            var placement = new PlacementPage(buyer).awaitOpen().awaitState("RUNNING");

            operator.post("/api/v1/ops/clock:advance", "{\"seconds\": 600}").expecting(200);
            keys.to("#stop-placement").press(Keys.ENTER);
            buyer.find(By.id("confirm-stop"));
            keys.to("#confirm-stop").press(Keys.ENTER);
            placement.awaitState("ENDED");
            program.awaitUsage(placement.id());
            assertThat(keys.unseen()).isEmpty();
        }
        try (var staff = Session.signedInAs(world, "operator")) {
            new OperatorPage(staff).open();
            var keys = new Keyboard(staff);
            keys.to("#close-period").press(Keys.ENTER);
            staff.find(By.id("closing-buyer"));
            keys.to("#closing-buyer").press(Keys.ENTER);
            staff.find(By.cssSelector("vaadin-select-item"));
            keys.press("Linghe", Keys.ENTER);
            keys.to("#confirm-closing").press(Keys.ENTER);
            assertThat(staff.find(By.cssSelector(".gf-closing .gf-message")).getText())
                    .contains("Linghe Vision");
            assertThat(keys.unseen()).isEmpty();
        }
        operator.post("/api/v1/ops/clock:run", "{}").expecting(200);
    }
}
