package gridfare.billing.invoice;

import gridfare.domain.clock.DueWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/// Ends of months and of draft windows, for a clock that is moved by hand.
@ApplicationScoped
class InvoicesDue implements DueWork {

    private final PeriodBooks periods;
    private final IssueInvoices job;

    @Inject
    InvoicesDue(PeriodBooks periods, IssueInvoices job) {
        this.periods = periods;
        this.job = job;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    InvoicesDue() {
        this(null, null);
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Optional<Instant> nextDueAfter(Instant after) {
        return periods.nextDueAfter(after);
    }

    @Override
    public boolean runDue() {
        job.run();
        return false;
    }
}
