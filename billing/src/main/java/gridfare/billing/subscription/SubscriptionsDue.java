package gridfare.billing.subscription;

import gridfare.domain.clock.DueWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/// Ends of subscriptions' periods and trials, for a clock that is moved by hand.
@ApplicationScoped
class SubscriptionsDue implements DueWork {

    @Inject SubscriptionBooks books;
    @Inject CarryOutChanges job;

    @Override
    public int order() {
        return 310;
    }

    @Override
    public Optional<Instant> nextDueAfter(Instant after) {
        return books.nextDueAfter(after);
    }

    @Override
    public boolean runDue() {
        return job.run();
    }
}
