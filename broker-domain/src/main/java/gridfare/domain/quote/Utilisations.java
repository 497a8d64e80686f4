package gridfare.domain.quote;

import gridfare.pricing.quote.Utilisation;
import jakarta.enterprise.context.ApplicationScoped;

/// How much of what can be sold is in use, as this node last counted it: what surge goes by.
/// Counted over all organisations by a job, so that a quote never waits for it.
@ApplicationScoped
public class Utilisations {

    private volatile Utilisation counted = Utilisation.idle();

    public Utilisation now() {
        return counted;
    }

    public void counted(Utilisation now) {
        counted = now;
    }
}
