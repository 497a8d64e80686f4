package gridfare.domain.placement;

import gridfare.domain.money.StoredMoney;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.StartOrder;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/// Whole instances of one pool that carry a placement, alone or with others. Its id is the vendor's
/// client token and the tag on the machines.
///
/// Changes by events of the trade, each harmless to repeat. Only a [PlacementCase] calls them,
/// because what an event means depends on the other legs.
@Entity
public class Leg {

    @EmbeddedId private LegId id;
    @Version private int version;
    @Embedded private PlacementId placement;
    @Embedded private OrganisationId organisation;
    private int slot;
    @Embedded private @Nullable LegId replaces;

    @Embedded private ProviderId provider;
    @Embedded private SiteId site;
    @Embedded private PoolId pool;
    private String region;
    private String siteCode;
    private String chip;
    private String instanceType;
    private int instances;
    private int gpus;

    @Enumerated(EnumType.STRING)
    private PurchaseOption purchaseOption;

    @Embedded private StoredMoney rate;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String rateParts;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String laterRates = "[]";

    @Embedded private StoredMoney quotedPrice;
    @Embedded private StoredMoney providerPrice;

    @Enumerated(EnumType.STRING)
    private LegState state = LegState.PLANNED;

    private @Nullable String reason;
    private @Nullable String reasonDetail;
    private int attempt;
    private String machines = "";

    private @Nullable Instant orderedAt;
    private @Nullable Instant runningSince;
    private @Nullable Instant lastSeenRunning;
    private @Nullable Instant stopAskedAt;
    private @Nullable Instant stoppedAt;

    @Column(updatable = false) // metering's own: it must not be set back by who read it before
    private @Nullable Instant meteredUntil;

    private @Nullable Instant moveAt;

    @Enumerated(EnumType.STRING)
    private @Nullable PlacementReason moveReason;

    private @Nullable Instant heardAt;
    private @Nullable Instant missingSince;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected Leg() {}

    @SuppressWarnings("NullAway.Init")
    Leg(
            LegId id,
            PlacementId placement,
            OrganisationId organisation,
            int slot,
            @Nullable LegId replaces,
            LegTerms terms) {
        this.id = id;
        this.placement = placement;
        this.organisation = organisation;
        this.slot = slot;
        this.replaces = replaces;
        this.provider = terms.provider();
        this.site = terms.site();
        this.pool = terms.pool();
        this.region = terms.region();
        this.siteCode = terms.siteCode();
        this.chip = terms.chip().value();
        this.instanceType = terms.instanceType();
        this.instances = terms.instances();
        this.gpus = terms.gpus();
        this.purchaseOption = terms.purchaseOption();
        this.rate = StoredMoney.of(terms.rate());
        this.rateParts = terms.rateParts();
        this.quotedPrice = StoredMoney.of(terms.providerPrice());
        this.providerPrice = this.quotedPrice;
    }

    // What happens to it.

    /// An order for it is about to be sent, for the first time or again.
    void ordered(Instant at) {
        become(LegState.STARTING);
        if (orderedAt == null) orderedAt = at;
        attempt++;
    }

    /// The provider has its machines.
    void hasMachines(List<String> ids) {
        machines = String.join(" ", ids);
    }

    void running(Instant at, Instant wall) {
        become(LegState.RUNNING);
        runningSince = at;
        seenRunning(at, wall);
    }

    void seenRunning(Instant at, Instant wall) {
        if (lastSeenRunning == null || lastSeenRunning.isBefore(at)) lastSeenRunning = at;
        heardAt = wall;
        missingSince = null;
    }

    /// The provider answered, but not that it runs.
    void heard(Instant wall) {
        heardAt = wall;
        missingSince = null;
    }

    void missing(Instant wall) {
        if (missingSince == null) missingSince = wall;
    }

    /// Its machines will be taken: the buyer was told.
    void movesAt(Instant at, PlacementReason why) {
        moveAt = at;
        moveReason = why;
    }

    void stopAsked(Instant at) {
        become(LegState.STOPPING);
        stopAskedAt = at;
    }

    /// Nothing is left of it. What ran is charged to `at`.
    void released(Instant at) {
        become(LegState.RELEASED);
        if (runningSince != null) stoppedAt = notBefore(runningSince, at);
    }

    void refused(String why, String detail) {
        become(LegState.REFUSED);
        reason = why;
        reasonDetail = detail;
    }

    /// Charged to the last instant it was seen, or as far as use was already written.
    void lost(String why) {
        become(LegState.LOST);
        reason = why;
        if (runningSince != null && lastSeenRunning != null) {
            Instant written = meteredUntil == null ? runningSince : meteredUntil;
            stoppedAt = notBefore(written, lastSeenRunning);
        }
    }

    /// The provider's price when it was ordered: what the provider is paid.
    void pricedAt(Money perInstanceHour) {
        providerPrice = StoredMoney.of(perInstanceHour);
    }

    /// It goes on past its agreed end, from there at another rate.
    void extended(LaterRate rate) {
        List<LaterRate> rates = new ArrayList<>(laterRates());
        rates.add(rate);
        laterRates = LaterRate.write(rates);
    }

    /// The buyer agreed to another price before anything was ordered.
    void repriced(HourlyRate agreed, String parts, Money perInstanceHour) {
        rate = StoredMoney.of(agreed);
        rateParts = parts;
        quotedPrice = StoredMoney.of(perInstanceHour);
        providerPrice = quotedPrice;
    }

    /// It costs the buyer what the leg would have cost whose place it takes.
    void inheritRates(Leg before) {
        laterRates =
                LaterRate.write(before.laterRates().stream().map(LaterRate::forSuccessor).toList());
    }

    /// A pause moves what was agreed for later.
    void postponeRates(Instant after, Duration by) {
        laterRates =
                LaterRate.write(
                        laterRates().stream()
                                .map(it ->
                                        it.from().isAfter(after) ? it.at(it.from().plus(by)) : it)
                                .toList());
    }

    private void become(LegState next) {
        if (state == next) return;
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("%s is %s, not to be %s.".formatted(id, state, next));
        }
        state = next;
    }

    private static Instant notBefore(Instant floor, Instant at) {
        return at.isBefore(floor) ? floor : at;
    }

    // What it is.

    public LegId id() {
        return id;
    }

    public PlacementId placement() {
        return placement;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    /// Its place among the legs of the placement; a leg that replaces another has the same.
    public int slot() {
        return slot;
    }

    public Optional<LegId> replaces() {
        return Optional.ofNullable(replaces);
    }

    public ProviderId provider() {
        return provider;
    }

    public SiteId site() {
        return site;
    }

    public PoolId pool() {
        return pool;
    }

    public String region() {
        return region;
    }

    public String siteCode() {
        return siteCode;
    }

    public ChipId chip() {
        return new ChipId(chip);
    }

    public String instanceType() {
        return instanceType;
    }

    public int instances() {
        return instances;
    }

    public int gpus() {
        return gpus;
    }

    public PurchaseOption purchaseOption() {
        return purchaseOption;
    }

    /// What the buyer pays a GPU-hour, frozen at the quote.
    public HourlyRate rate() {
        return rate.hourlyRate();
    }

    /// What the buyer pays a GPU-hour in the second that starts at `at`: another rate than [#rate]
    /// where an extension was agreed.
    public HourlyRate rateAt(Instant at) {
        return later(at).map(LaterRate::rate).orElseGet(this::rate);
    }

    /// What the provider is paid an instance-hour in that second.
    public Money providerPriceAt(Instant at) {
        return later(at)
                .flatMap(it -> Optional.ofNullable(it.providerPrice()))
                .orElseGet(this::providerPrice);
    }

    /// When another rate begins, by time; empty where it was never extended.
    public List<Instant> rateSteps() {
        return laterRates().stream().map(LaterRate::from).toList();
    }

    List<LaterRate> laterRates() {
        return laterRates.equals("[]") ? List.of() : LaterRate.read(laterRates);
    }

    private Optional<LaterRate> later(Instant at) {
        return laterRates().stream()
                .filter(it -> !it.from().isAfter(at))
                .reduce((before, after) -> after);
    }

    public String rateParts() {
        return rateParts;
    }

    /// The provider's price per instance-hour that the quote was made with.
    public Money quotedPrice() {
        return quotedPrice.money();
    }

    /// The provider's price per instance-hour, frozen when it was ordered: what the provider is
    /// paid.
    public Money providerPrice() {
        return providerPrice.money();
    }

    public LegState state() {
        return state;
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Optional<String> reasonDetail() {
        return Optional.ofNullable(reasonDetail);
    }

    /// How often an order was about to be sent.
    public int attempt() {
        return attempt;
    }

    /// The vendor's ids of its machines; empty while no answer to the order is known.
    public List<String> machines() {
        return machines.isEmpty() ? List.of() : List.of(machines.split(" "));
    }

    public Optional<Instant> orderedAt() {
        return Optional.ofNullable(orderedAt);
    }

    /// The first whole second at which all its machines were seen running: from here it is charged.
    public Optional<Instant> runningSince() {
        return Optional.ofNullable(runningSince);
    }

    public Optional<Instant> lastSeenRunning() {
        return Optional.ofNullable(lastSeenRunning);
    }

    public Optional<Instant> stopAskedAt() {
        return Optional.ofNullable(stopAskedAt);
    }

    /// The whole second to which it is charged, where the agreed end was not earlier.
    public Optional<Instant> stoppedAt() {
        return Optional.ofNullable(stoppedAt);
    }

    /// Up to where its use is written; empty where none is.
    public Optional<Instant> meteredUntil() {
        return Optional.ofNullable(meteredUntil);
    }

    /// When its machines will be taken, as the buyer was told.
    public Optional<Instant> moveAt() {
        return Optional.ofNullable(moveAt);
    }

    public Optional<PlacementReason> moveReason() {
        return Optional.ofNullable(moveReason);
    }

    /// When the provider last confirmed that it runs, in wall time.
    public Optional<Instant> heardAt() {
        return Optional.ofNullable(heardAt);
    }

    /// Since when it could not be confirmed, in wall time.
    public Optional<Instant> missingSince() {
        return Optional.ofNullable(missingSince);
    }

    public LegRef ref() {
        return new LegRef(id, region, siteCode);
    }

    /// The order for its machines. Spot is bid for up to the guard band above the quoted price.
    StartOrder order(BasisPoints guardBand) {
        Money most = quotedPrice().plus(guardBand.of(quotedPrice()));
        return new StartOrder(
                ref(),
                instanceType,
                instances,
                purchaseOption,
                purchaseOption == PurchaseOption.SPOT ? most : null);
    }

    LegTerms terms() {
        return new LegTerms(
                provider,
                site,
                pool,
                region,
                siteCode,
                chip(),
                instanceType,
                instances,
                gpus,
                purchaseOption,
                rate(),
                rateParts,
                quotedPrice());
    }

    @Override
    public String toString() {
        return "%s %s".formatted(id.external(), state);
    }
}
