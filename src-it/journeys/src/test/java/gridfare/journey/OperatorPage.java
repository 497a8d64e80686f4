package gridfare.journey;

import java.util.List;
import org.openqa.selenium.By;

/// The operator's overview.
final class OperatorPage {

    private static final By INVARIANT = By.cssSelector(".gf-invariant");

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
}
