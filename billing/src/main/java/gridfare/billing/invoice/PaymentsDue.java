package gridfare.billing.invoice;

import gridfare.domain.clock.DueWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/// Collection of invoices that are due, for a clock that is moved by hand.
@ApplicationScoped
class PaymentsDue implements DueWork {

    private final RecordPayments records;
    private final CollectPayments job;

    @Inject
    PaymentsDue(RecordPayments records, CollectPayments job) {
        this.records = records;
        this.job = job;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    PaymentsDue() {
        this(null, null);
    }

    @Override
    public int order() {
        return 400;
    }

    @Override
    public Optional<Instant> nextDueAfter(Instant after) {
        return records.nextDueAfter(after);
    }

    @Override
    public boolean runDue() {
        return job.run();
    }
}
