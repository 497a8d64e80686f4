package gridfare.journey;

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
}
