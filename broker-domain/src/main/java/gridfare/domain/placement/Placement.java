package gridfare.domain.placement;

import gridfare.domain.money.StoredMoney;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.QuoteId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/// A workload on providers' machines, from the accepted option to the last charged second. Its legs
/// are rows of their own; a [PlacementCase] changes them together.
@Entity
public class Placement {

    @EmbeddedId private PlacementId id;
    @Version private int version;
    @Embedded private OrganisationId organisation;
    @Embedded private QuoteId quote;
    @Embedded private OptionId option;
    @Embedded private PersonId acceptedBy;
    private Instant acceptedAt;

    @Enumerated(EnumType.STRING)
    private QosTier tier;

    private @Nullable String name;
    private @Nullable String project;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String tags;

    @Enumerated(EnumType.STRING)
    private PlacementState state;

    @Enumerated(EnumType.STRING)
    private @Nullable PlacementReason reason;

    private @Nullable String reasonDetail;

    @Enumerated(EnumType.STRING)
    private @Nullable PlacementState endsAs;

    private int gpus;
    @Embedded private StoredMoney estimate;
    private Instant startsAt;
    private Instant startBy;
    private @Nullable Instant decideBy;
    private long durationSeconds;
    private @Nullable Instant startedAt;
    private @Nullable Instant agreedEnd;
    private @Nullable Instant warnedAt;
    private @Nullable Instant endedAt;
    private @Nullable Long remainingSeconds;
    private @Nullable Instant pausedAt;
    private @Nullable Instant recoverBy;
    private @Nullable String chipClass;
    private int premiumGpus;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected Placement() {}

    @SuppressWarnings("NullAway.Init")
    Placement(PlacementId id, PlacementTerms terms, PlacementState state, Instant acceptedAt) {
        this.id = id;
        this.organisation = terms.organisation();
        this.quote = terms.quote();
        this.option = terms.option();
        this.acceptedBy = terms.acceptedBy();
        this.acceptedAt = acceptedAt;
        this.tier = terms.tier();
        this.name = terms.wishes().name();
        this.project = terms.wishes().project();
        this.tags = Json.write(terms.wishes().tags());
        this.state = state;
        this.gpus = terms.gpus();
        this.estimate = StoredMoney.of(terms.estimate());
        this.startsAt = terms.startsAt();
        this.startBy = terms.startBy();
        this.durationSeconds = terms.duration().toSeconds();
        this.chipClass = terms.chipClass();
        this.premiumGpus = terms.tier().isPremium() ? terms.gpus() : 0;
    }

    // What happens to it. Called by PlacementCase only.

    void become(PlacementState next) {
        if (state == next) return;
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("%s is %s, not to be %s.".formatted(id, state, next));
        }
        state = next;
    }

    void because(@Nullable PlacementReason why, @Nullable String detail) {
        reason = why;
        reasonDetail = detail;
    }

    /// From its first running second on it has an agreed end; after a pause it has what was left.
    ///
    /// @return by how much a pause has moved its agreed end; zero at the first start
    Duration started(Instant at) {
        if (startedAt == null) {
            startedAt = at;
            agreedEnd = at.plusSeconds(durationSeconds);
            return Duration.ZERO;
        }
        if (remainingSeconds == null || pausedAt == null) return Duration.ZERO;
        Duration moved = Duration.between(pausedAt, at);
        agreedEnd = at.plusSeconds(remainingSeconds);
        remainingSeconds = null;
        pausedAt = null;
        return moved;
    }

    /// Its machines are let go and it waits to go on: what is left of its time is kept.
    void paused(Instant at, Instant startBy) {
        if (agreedEnd == null) throw new IllegalStateException(id + " has not started.");
        remainingSeconds = Math.max(0, Duration.between(at, agreedEnd).toSeconds());
        pausedAt = at;
        agreedEnd = null;
        warnedAt = null;
        this.startBy = startBy;
    }

    /// A machine of it ran on until then after the pause began: that is of its agreed time too.
    void ranUntil(Instant at) {
        if (remainingSeconds == null || pausedAt == null || !at.isAfter(pausedAt)) return;
        remainingSeconds =
                Math.max(0, remainingSeconds - Duration.between(pausedAt, at).toSeconds());
        pausedAt = at;
    }

    void recoverBy(@Nullable Instant by) {
        recoverBy = by;
    }

    void warned(Instant at) {
        warnedAt = at;
    }

    /// The buyer agreed to another price before the start.
    void estimated(Money atMost) {
        estimate = StoredMoney.of(atMost);
    }

    /// It runs on: the buyer is told again before the new end.
    void extended(Duration by, Money more) {
        durationSeconds = Math.addExact(durationSeconds, by.toSeconds());
        if (agreedEnd != null) agreedEnd = agreedEnd.plus(by);
        estimate = StoredMoney.of(estimate.money().plus(more));
        warnedAt = null;
    }

    void decideBy(@Nullable Instant by) {
        decideBy = by;
    }

    void stopping(PlacementState endsAs) {
        become(PlacementState.STOPPING);
        this.endsAs = endsAs;
    }

    void ended(PlacementState as, Instant at) {
        become(as);
        endedAt = at;
        decideBy = null;
    }

    /// What it held of the premium counter goes back.
    ///
    /// @return how many GPUs; 0 the second time
    int releasePremium() {
        int released = premiumGpus;
        premiumGpus = 0;
        return released;
    }

    // What it is.

    public PlacementId id() {
        return id;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public QuoteId quote() {
        return quote;
    }

    public OptionId option() {
        return option;
    }

    public PersonId acceptedBy() {
        return acceptedBy;
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    public QosTier tier() {
        return tier;
    }

    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    public Optional<String> project() {
        return Optional.ofNullable(project);
    }

    public Map<String, String> tags() {
        return Json.readTags(tags);
    }

    public PlacementState state() {
        return state;
    }

    public Optional<PlacementReason> reason() {
        return Optional.ofNullable(reason);
    }

    public Optional<String> reasonDetail() {
        return Optional.ofNullable(reasonDetail);
    }

    /// What it becomes when the last machine is released; only while STOPPING.
    public Optional<PlacementState> endsAs() {
        return Optional.ofNullable(endsAs);
    }

    public int gpus() {
        return gpus;
    }

    /// What it costs if it runs to its agreed end, in the buyer's currency, as the quote said.
    public Money estimate() {
        return estimate.money();
    }

    /// When it is to start; the acceptance itself for most.
    public Instant startsAt() {
        return startsAt;
    }

    /// The end of its start window: what has not started by then is cancelled.
    public Instant startBy() {
        return startBy;
    }

    public Optional<Instant> decideBy() {
        return Optional.ofNullable(decideBy);
    }

    /// How long it may run from its first running second.
    public Duration duration() {
        return Duration.ofSeconds(durationSeconds);
    }

    /// The first second at which a leg of it ran.
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /// No second past it is charged. Empty until it started.
    public Optional<Instant> agreedEnd() {
        return Optional.ofNullable(agreedEnd);
    }

    /// When it began to wait again after it had run; empty while it does not.
    public Optional<Instant> pausedAt() {
        return Optional.ofNullable(pausedAt);
    }

    /// How long it may still run once its machines are there.
    public Duration timeLeft() {
        return remainingSeconds == null ? duration() : Duration.ofSeconds(remainingSeconds);
    }

    /// Until when others are sought for machines that were lost.
    public Optional<Instant> recoverBy() {
        return Optional.ofNullable(recoverBy);
    }

    public Optional<Instant> warnedAt() {
        return Optional.ofNullable(warnedAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public Optional<String> chipClass() {
        return Optional.ofNullable(chipClass);
    }

    /// GPUs it holds of what is promised to REALTIME and GUARANTEED.
    public int premiumGpus() {
        return premiumGpus;
    }

    @Override
    public String toString() {
        return "%s %s".formatted(id.external(), state);
    }
}
