package gridfare.billing.invoice;

import gridfare.domain.invoice.UsePeriod;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.provider.LegId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;

/// Job: ends periods with their months, drafts their invoices, and issues them when the draft
/// window is over. Looks at states and brings them forward, so it may be killed and repeated
/// anywhere.
@ApplicationScoped
public class IssueInvoices {

    private static final Logger LOG = System.getLogger(IssueInvoices.class.getName());

    private final PeriodBooks periods;
    private final Overruns overruns;
    private final InstantSource clock;

    @Inject
    public IssueInvoices(PeriodBooks periods, Overruns overruns, InstantSource clock) {
        this.periods = periods;
        this.overruns = overruns;
        this.clock = clock;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected IssueInvoices() {
        this(null, null, null);
    }

    /// One organisation that fails is told of and left for the next run; all others are invoiced.
    public void run() {
        Instant now = clock.instant();
        if (!periods.timeMovesForward(now)) {
            LOG.log(
                    Level.ERROR,
                    "Business time {0} is before the newest booking: no invoices.",
                    now);
            return;
        }
        for (LegId leg : overruns.waiting()) {
            try {
                overruns.book(leg);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The overrun of " + leg.external() + " waits.", e);
            }
        }
        for (OrganisationId buyer : periods.withWork(now)) {
            try {
                bringForward(buyer, now);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Invoices of " + buyer.external() + " wait.", e);
            }
        }
    }

    private void bringForward(OrganisationId buyer, Instant now) {
        periods.keepUp(buyer, now);
        for (UsePeriod period : periods.waiting(buyer)) {
            if (period.finalAt().orElseThrow().isAfter(now)) {
                periods.draft(buyer, period.id());
            } else {
                periods.issue(buyer, period.id());
            }
        }
    }
}
