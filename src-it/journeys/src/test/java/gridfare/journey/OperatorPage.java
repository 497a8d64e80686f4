package gridfare.journey;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// The operator's overview.
final class OperatorPage {

    private static final By INVARIANT = By.cssSelector(".gf-invariant");
    private static final By ACCOUNT = By.xpath("//tr[.//*[contains(@class, 'gf-account')]]");

    private final Session session;

    OperatorPage(Session session) {
        this.session = session;
    }

    OperatorPage open() {
        session.go("/operator");
        session.find(INVARIANT);
        return this;
    }

    /// How many invariants of the books are shown as broken.
    int brokenInvariants() {
        return session.all(By.cssSelector(".gf-invariant:not([data-holds=true])")).size();
    }

    /// The cells of the providers' table: name, health, ages, sites, offers, quarantined.
    List<List<String>> providers() {
        return session.rows(
                By.cssSelector(
                        ".gf-overview > .gf-column:first-child > div:first-child tbody"
                                + " tr:has(td:nth-child(7))"));
    }

    /// Whether a placement is among the newest, and its state's word.
    boolean shows(String placement) {
        return session.rows(By.cssSelector(".gf-overview tbody tr")).stream()
                .anyMatch(cells -> cells.getFirst().contains(placement));
    }

    /// Each account with its balance.
    List<List<String>> balances() {
        return session.rows(ACCOUNT);
    }

    /// Closes the period of a buyer through the dialog, by the keyboard.
    ///
    /// @return what it answers
    String closePeriodOf(String buyer) {
        var keys = new Keyboard(session);
        keys.to("#close-period").press(Keys.ENTER);
        session.find(By.id("closing-buyer"));
        keys.to("#closing-buyer").press(Keys.ENTER);
        session.find(By.cssSelector("vaadin-select-item"));
        keys.press(buyer.substring(0, buyer.indexOf(' ')), Keys.ENTER);
        keys.to("#confirm-closing").press(Keys.ENTER);
        return session.find(By.cssSelector(".gf-closing .gf-message")).getText();
    }
}
