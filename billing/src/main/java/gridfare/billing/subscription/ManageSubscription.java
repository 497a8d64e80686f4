package gridfare.billing.subscription;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import gridfare.billing.subscription.ChangeAnswer.NoPaymentMethod;
import gridfare.billing.subscription.ChangeAnswer.NoSuchPreview;
import gridfare.billing.subscription.ChangeAnswer.Noted;
import gridfare.billing.subscription.ChangeAnswer.PreviewStale;
import gridfare.billing.subscription.ChangeAnswer.Requested;
import gridfare.billing.subscription.PreviewAnswer.AlreadySubscribed;
import gridfare.billing.subscription.PreviewAnswer.ChangeUnderWay;
import gridfare.billing.subscription.PreviewAnswer.MayNotPay;
import gridfare.billing.subscription.PreviewAnswer.NoExchangeRate;
import gridfare.billing.subscription.PreviewAnswer.NoSuchPlan;
import gridfare.billing.subscription.PreviewAnswer.NoSuchSubscription;
import gridfare.billing.subscription.PreviewAnswer.NothingChanges;
import gridfare.billing.subscription.PreviewAnswer.PastDue;
import gridfare.billing.subscription.PreviewAnswer.Previewed;
import gridfare.billing.subscription.PreviewAnswer.TrialUsed;
import gridfare.domain.audit.AuditLog;
import gridfare.domain.clock.Wall;
import gridfare.domain.fx.ReferenceRates;
import gridfare.domain.id.UuidV7;
import gridfare.domain.invoice.Payments;
import gridfare.domain.party.CreditLine;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.Organisations;
import gridfare.domain.party.Party;
import gridfare.domain.plan.ChangeId;
import gridfare.domain.plan.PlanLine;
import gridfare.domain.plan.PlanRows;
import gridfare.domain.plan.PlanVersion;
import gridfare.domain.plan.Plans;
import gridfare.domain.plan.Subscription;
import gridfare.domain.plan.SubscriptionChange;
import gridfare.domain.plan.SubscriptionChange.Kind;
import gridfare.domain.plan.SubscriptionId;
import gridfare.domain.plan.SubscriptionState;
import gridfare.domain.plan.Subscriptions;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.rating.BillingAnchor;
import gridfare.pricing.rating.Period;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A buyer looks at what a plan would cost, takes one, changes it, ends it. Writes down what is
/// wanted; [CarryOutChanges] moves the money.
@UseCase
public class ManageSubscription {

    /// How long a preview is charged exactly as it was shown.
    public static final Duration PREVIEW_HOLDS = Duration.ofMinutes(15);

    @Inject Organisations organisations;
    @Inject Plans plans;
    @Inject Subscriptions subscriptions;
    @Inject PlanRows rows;
    @Inject PlanLines lines;
    @Inject Payments payments;
    @Inject ReferenceRates rates;
    @Inject AuditLog audit;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// The first subscription, or one after an earlier one ended.
    ///
    /// @param trial not charged for at first
    public PreviewAnswer previewStart(Party buyer, String plan, int seats, boolean trial) {
        if (!buyer.role().mayPay()) return new MayNotPay();
        if (subscriptions.live(buyer.organisation()).isPresent()) return new AlreadySubscribed();
        if (rows.live(buyer.organisation()).isPresent()) return new ChangeUnderWay();
        Instant at = clock.instant().truncatedTo(SECONDS);
        Optional<PlanVersion> wanted = plans.sold(plan, at);
        if (wanted.isEmpty()) return new NoSuchPlan();
        PlanVersion version = wanted.get();
        if (trial
                && (version.trialDays() == 0
                        || !subscriptions.all(buyer.organisation()).isEmpty())) {
            return new TrialUsed();
        }
        Period month = new BillingAnchor(at).period(0);
        Period period = trial ? new Period(at, at.plus(version.trialDays(), DAYS)) : month;
        return preview(
                buyer,
                new SubscriptionId(UuidV7.at(wall.instant())),
                null,
                trial ? Kind.TRIAL : Kind.START,
                version,
                seats,
                at,
                (organisation, exchange) ->
                        trial
                                ? List.of()
                                : lines.charge(organisation, version, seats, period, at, exchange));
    }

    /// Another plan, or more or fewer seats, from now on.
    public PreviewAnswer previewChange(Party buyer, SubscriptionId id, String plan, int seats) {
        Instant at = clock.instant().truncatedTo(SECONDS);
        return onLive(
                buyer,
                id,
                at,
                subscription -> {
                    boolean samePlan = subscription.plan().equals(plan);
                    if (samePlan && subscription.seats() == seats) return new NothingChanges();
                    // Other seats of the same plan keep its version, and with it its price.
                    Optional<PlanVersion> wanted =
                            samePlan
                                    ? Optional.of(plans.get(plan, subscription.planNumber()))
                                    : plans.sold(plan, at);
                    if (wanted.isEmpty()) return new NoSuchPlan();
                    PlanVersion to = wanted.get();
                    boolean trial = subscription.state() == SubscriptionState.TRIAL;
                    return preview(
                            buyer,
                            id,
                            subscription,
                            Kind.CHANGE,
                            to,
                            seats,
                            at,
                            (organisation, exchange) ->
                                    trial
                                            ? List.of()
                                            : lines.change(
                                                    organisation,
                                                    subscription,
                                                    to,
                                                    seats,
                                                    at,
                                                    exchange));
                });
    }

    /// What comes back if it ends now.
    public PreviewAnswer previewEnd(Party buyer, SubscriptionId id) {
        Instant at = clock.instant().truncatedTo(SECONDS);
        return onLive(
                buyer,
                id,
                at,
                subscription ->
                        preview(
                                buyer,
                                id,
                                subscription,
                                Kind.CANCEL,
                                plans.get(subscription.plan(), subscription.planNumber()),
                                subscription.seats(),
                                at,
                                (organisation, exchange) ->
                                        subscription.state() == SubscriptionState.TRIAL
                                                ? List.of()
                                                : lines.unused(organisation, subscription, at)));
    }

    private interface OnLive {
        PreviewAnswer of(Subscription subscription);
    }

    private interface LinesOf {
        List<PlanLine> of(Organisation organisation, FxRate exchange);
    }

    private PreviewAnswer onLive(Party buyer, SubscriptionId id, Instant at, OnLive then) {
        if (!buyer.role().mayPay()) return new MayNotPay();
        Optional<Subscription> live =
                subscriptions
                        .live(buyer.organisation())
                        .filter(subscription -> subscription.id().equals(id))
                        .filter(subscription -> subscription.period().contains(at));
        if (live.isEmpty()) return new NoSuchSubscription();
        if (rows.live(buyer.organisation()).isPresent()) return new ChangeUnderWay();
        return switch (live.get().state()) {
            case TRIAL, ACTIVE -> then.of(live.get());
            case PAST_DUE, SUSPENDED -> new PastDue();
            case ENDED -> new NoSuchSubscription();
        };
    }

    private PreviewAnswer preview(
            Party buyer,
            SubscriptionId id,
            @Nullable Subscription from,
            Kind kind,
            PlanVersion plan,
            int seats,
            Instant at,
            LinesOf linesOf) {
        Organisation organisation = organisations.find(buyer.organisation()).orElseThrow();
        Optional<FxRate> exchange =
                rates.current(plan.price().currency(), organisation.billingCurrency(), at);
        if (exchange.isEmpty()) return new NoExchangeRate();
        List<PlanLine> planned = linesOf.of(organisation, exchange.get());
        LedgerAmount net =
                planned.stream()
                        .map(PlanLine::total)
                        .reduce(
                                LedgerAmount.zero(organisation.billingCurrency()),
                                LedgerAmount::plus);
        SubscriptionChange change =
                new SubscriptionChange(
                        new ChangeId(UuidV7.at(wall.instant())),
                        buyer.organisation(),
                        id,
                        from == null ? null : from.version(),
                        kind,
                        plan.plan(),
                        plan.number(),
                        seats,
                        at,
                        at,
                        SubscriptionChange.State.PREVIEWED,
                        net,
                        exchange.get(),
                        null,
                        planned);
        rows.add(change, buyer.person().uuid(), buyer.name());
        return new Previewed(change, at.plus(PREVIEW_HOLDS));
    }

    /// Asks for a change as it was previewed.
    public ChangeAnswer confirm(Party buyer, ChangeId id) {
        if (!buyer.role().mayPay()) return new ChangeAnswer.MayNotPay();
        Optional<CreditLine> terms = organisations.lockedCreditLine(buyer.organisation());
        Optional<SubscriptionChange> found = rows.find(buyer.organisation(), id);
        if (found.isEmpty() || terms.isEmpty()) return new NoSuchPreview();
        SubscriptionChange change = found.get();
        if (change.state() != SubscriptionChange.State.PREVIEWED) {
            // Asked for before: the same answer, whatever has come of it.
            return change.state() == SubscriptionChange.State.STALE
                    ? new PreviewStale()
                    : new Requested(id);
        }
        if (rows.live(buyer.organisation()).isPresent()) return new ChangeAnswer.ChangeUnderWay();
        Instant now = clock.instant();
        boolean old = !now.isBefore(change.madeAt().plus(PREVIEW_HOLDS));
        if (old || !stillFits(change)) return new PreviewStale();
        if (change.net().minorUnits() > 0
                && terms.get().terms() == CreditLine.Terms.PREPAID
                && payments.methods(buyer.organisation()).isEmpty()) {
            return new NoPaymentMethod();
        }
        if (!rows.request(buyer.organisation(), id, now)) return new PreviewStale();
        audit.record(
                buyer,
                "subscription-change-requested",
                change.subscription(),
                Map.of(
                        "kind", change.kind().name(),
                        "plan", change.plan(),
                        "seats", String.valueOf(change.seats()),
                        "net", change.net().toString()));
        return new Requested(id);
    }

    private boolean stillFits(SubscriptionChange change) {
        Optional<Subscription> live = subscriptions.live(change.organisation());
        Integer previewed = change.subscriptionVersion();
        if (previewed == null) {
            return live.isEmpty();
        }
        int version = previewed;
        return live.filter(subscription -> subscription.id().equals(change.subscription()))
                .filter(subscription -> subscription.version() == version)
                .isPresent();
    }

    /// It will end with its period; nothing is given back.
    public ChangeAnswer cancelAtPeriodEnd(Party buyer, SubscriptionId id) {
        return note(buyer, id, "subscription-cancelled", Subscription::cancelAtPeriodEnd);
    }

    /// Takes [#cancelAtPeriodEnd] back.
    public ChangeAnswer undoCancel(Party buyer, SubscriptionId id) {
        return note(buyer, id, "subscription-cancel-undone", Subscription::undoCancel);
    }

    private ChangeAnswer note(
            Party buyer, SubscriptionId id, String action, Consumer<Subscription> what) {
        if (!buyer.role().mayPay()) return new ChangeAnswer.MayNotPay();
        if (organisations.lockedCreditLine(buyer.organisation()).isEmpty()) {
            return new ChangeAnswer.NoSuchSubscription();
        }
        Optional<Subscription> live =
                subscriptions
                        .live(buyer.organisation())
                        .filter(subscription -> subscription.id().equals(id));
        if (live.isEmpty()) return new ChangeAnswer.NoSuchSubscription();
        if (rows.live(buyer.organisation()).isPresent()) return new ChangeAnswer.ChangeUnderWay();
        Subscription subscription = live.get();
        what.accept(subscription);
        rows.noteCancel(subscription);
        audit.record(buyer, action, id, Map.of());
        return new Noted(subscriptions.find(buyer.organisation(), id).orElseThrow());
    }
}
