package gridfare.billing.subscription;

import gridfare.billing.invoice.CollectPayments;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.plan.ChangeId;
import gridfare.domain.plan.SubscriptionChange.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Job, and the second half of a buyer's command: carries changes out, renews what is due, and
/// tells what is overdue. Looks at states and brings them forward, so it may be killed and repeated
/// anywhere. Calls the gateway between transactions, so never call it inside one.
@ApplicationScoped
public class CarryOutChanges {

    private static final Logger LOG = System.getLogger(CarryOutChanges.class.getName());

    @Inject SubscriptionBooks books;
    @Inject CollectPayments payments;
    @Inject InstantSource clock;

    /// Brings one change as far as it goes now. PAYING: the outcome is not known yet, and the job
    /// will go on.
    public State settle(OrganisationId buyer, ChangeId change) {
        Optional<PaymentId> attempt = books.begin(buyer, change);
        attempt.ifPresent(payments::collect);
        return books.finish(buyer, change);
    }

    /// One organisation that fails is told of and left for the next run.
    ///
    /// @return whether an answer of the gateway is awaited
    public boolean run() {
        Instant now = clock.instant();
        if (!books.timeMovesForward(now)) {
            LOG.log(
                    Level.ERROR,
                    "Business time {0} is before the newest booking: no plans are charged.",
                    now);
            return false;
        }
        boolean awaited = false;
        for (SubscriptionBooks.Due due : books.unsettled()) {
            try {
                awaited |= settle(due.organisation(), due.change()) == State.PAYING;
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, due.change().external() + " waits for the next run.", e);
            }
        }
        for (OrganisationId buyer : books.due(now)) {
            apart(buyer, () -> renew(buyer));
        }
        for (OrganisationId buyer : books.standingsToReview(now)) {
            apart(buyer, () -> books.review(buyer));
        }
        return awaited;
    }

    /// Every period that is over is charged, each by itself, however far the clock has moved.
    private void renew(OrganisationId buyer) {
        boolean more = true;
        while (more) more = books.renew(buyer);
    }

    private static void apart(OrganisationId buyer, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The subscription of " + buyer.external() + " waits.", e);
        }
    }
}
