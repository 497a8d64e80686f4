package gridfare.journey;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The pages on which a buyer asks, compares and accepts.
final class FarePages {

    private static final By OPTION = By.cssSelector(".gf-option");

    private final Session session;

    FarePages(Session session) {
        this.session = session;
    }

    /// Asks for one GPU of a chip for some hours in the tier GUARANTEED.
    FarePages ask(String chip, String hours) {
        session.go("/fare-search");
        WebElement chips = session.find(By.cssSelector("vaadin-multi-select-combo-box input"));
        chips.sendKeys(chip);
        session.await(
                "the chip in the list",
                driver -> driver.findElement(By.cssSelector("vaadin-multi-select-combo-box-item")));
        chips.sendKeys(Keys.ARROW_DOWN, Keys.ENTER, Keys.ESCAPE);
        WebElement time = session.find(By.cssSelector("vaadin-big-decimal-field input"));
        time.sendKeys(Keys.chord(Keys.CONTROL, "a"), hours, Keys.TAB);
        session.click(By.id("find-fares"));
        session.find(OPTION);
        return this;
    }

    /// Asks for no GPU and a round trip from nowhere, and is told so beside the fields.
    FarePages leaveAtFault() {
        for (WebElement field : session.all(By.cssSelector("vaadin-integer-field input"))) {
            field.sendKeys(Keys.chord(Keys.CONTROL, "a"), "0", Keys.TAB);
        }
        session.click(By.id("find-fares"));
        session.find(By.cssSelector(".gf-request [invalid]"));
        return this;
    }

    List<WebElement> options() {
        return session.all(OPTION);
    }

    /// The all-in price of the first option, as shown.
    String price() {
        return session.find(By.cssSelector(".gf-option .gf-price")).getText();
    }

    /// Opens what the first price is made of.
    FarePages why() {
        session.click(By.cssSelector(".gf-option .gf-fare vaadin-button:first-child"));
        session.find(By.cssSelector(".gf-why:not([hidden]) .gf-kv"));
        return this;
    }

    /// Accepts the first option and lands on its placement.
    PlacementPage acceptFirst() {
        session.click(By.cssSelector(".gf-option .gf-choose"));
        session.click(By.id("accept-option"));
        session.await(
                "the placement's page",
                driver -> driver.getCurrentUrl().contains("/placements/plc_") ? driver : null);
        return new PlacementPage(session);
    }
}
