package gridfare.journey;

import java.util.List;
import org.openqa.selenium.By;

/// A provider's own pages: what it offers, what it has let, what it earned.
final class ProviderPages {

    private static final By FIGURE = By.cssSelector(".gf-kpis .gf-kpi-value");

    private final Session session;

    ProviderPages(Session session) {
        this.session = session;
    }

    /// How many sites it has, as shown.
    long sites() {
        session.go("/provider/offers");
        return Figures.whole(session.find(FIGURE).getText());
    }

    /// The cells of each listed site; the chosen one's offers are not among them.
    List<List<String>> listedSites() {
        return session.rows(By.cssSelector(".gf-halves > .gf-column:first-child tbody tr"));
    }

    /// The cells of the lease that stands in a machine's tag.
    List<String> lease(String leg) {
        session.go("/provider/leases");
        session.find(By.cssSelector(".gf-page tbody tr"));
        return session.rows(By.cssSelector(".gf-page tbody tr")).stream()
                .filter(cells -> cells.getFirst().contains(leg))
                .findFirst()
                .orElseThrow(() -> new AssertionError(leg + " is not among the leases."));
    }

    /// The cells of each month that something was booked in, the newest first.
    List<List<String>> months() {
        session.go("/provider/earnings");
        session.find(By.cssSelector(".gf-page .gf-card"));
        return session.rows(By.cssSelector(".gf-page tbody tr"));
    }
}
