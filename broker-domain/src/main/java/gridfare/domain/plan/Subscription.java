package gridfare.domain.plan;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.rating.BillingAnchor;
import gridfare.pricing.rating.Period;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An organisation's use of one plan: one that is not ended, at most.
@Entity
public class Subscription {

    @EmbeddedId private SubscriptionId id;
    @Version private int version;
    @Embedded private OrganisationId organisation;
    private String plan;
    private int planNumber;
    private int seats;

    @Enumerated(EnumType.STRING)
    private SubscriptionState state;

    private Instant startedAt;
    private Instant anchor;
    private Instant periodStart;
    private Instant periodEnd;
    private @Nullable Instant cancelAt;
    private @Nullable Instant endedAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected Subscription() {}

    /// @param first its first period: a trial, or the first month
    /// @param trial whether that is a trial; months are counted from its end then
    public Subscription(
            SubscriptionId id,
            OrganisationId organisation,
            PlanVersion plan,
            int seats,
            Period first,
            boolean trial) {
        this.id = id;
        this.organisation = organisation;
        this.plan = plan.plan();
        this.planNumber = plan.number();
        this.seats = seats;
        this.state = trial ? SubscriptionState.TRIAL : SubscriptionState.ACTIVE;
        this.startedAt = first.start();
        this.anchor = trial ? first.end() : first.start();
        this.periodStart = first.start();
        this.periodEnd = first.end();
    }

    /// Another plan, or other seats, from now on; the period stays.
    public void change(PlanVersion to, int seats) {
        requireLive();
        this.plan = to.plan();
        this.planNumber = to.number();
        this.seats = seats;
    }

    /// Goes on into the month after this period.
    public Period renew() {
        requireLive();
        Period next = new BillingAnchor(anchor).around(periodEnd);
        periodStart = next.start();
        periodEnd = next.end();
        if (state == SubscriptionState.TRIAL) state = SubscriptionState.ACTIVE;
        return next;
    }

    /// Will end with its period.
    public void cancelAtPeriodEnd() {
        requireLive();
        cancelAt = periodEnd;
    }

    public void undoCancel() {
        requireLive();
        cancelAt = null;
    }

    public void end(Instant at) {
        requireLive();
        state = SubscriptionState.ENDED;
        endedAt = at;
    }

    /// ACTIVE and PAST_DUE by whether something is overdue.
    public void overdue(boolean overdue) {
        requireLive();
        if (overdue && state == SubscriptionState.ACTIVE) state = SubscriptionState.PAST_DUE;
        if (!overdue
                && (state == SubscriptionState.PAST_DUE || state == SubscriptionState.SUSPENDED)) {
            state = SubscriptionState.ACTIVE;
        }
    }

    /// PAST_DUE for too long.
    public void suspend() {
        if (state != SubscriptionState.PAST_DUE) {
            throw new IllegalStateException("%s is %s.".formatted(id, state));
        }
        state = SubscriptionState.SUSPENDED;
    }

    public SubscriptionId id() {
        return id;
    }

    public int version() {
        return version;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public String plan() {
        return plan;
    }

    /// Which version of the plan.
    public int planNumber() {
        return planNumber;
    }

    public int seats() {
        return seats;
    }

    public SubscriptionState state() {
        return state;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Period period() {
        return new Period(periodStart, periodEnd);
    }

    /// When it ends by itself, if it was cancelled.
    public Optional<Instant> cancelAt() {
        return Optional.ofNullable(cancelAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    private void requireLive() {
        if (state == SubscriptionState.ENDED) {
            throw new IllegalStateException(id + " has ended.");
        }
    }
}
