package gridfare.domain.metering;

import gridfare.domain.money.StoredMoney;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.placement.Leg;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.provider.LegId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one leg used in one window: written once, never changed. Its event is (leg, window start).
///
/// Windows start inclusive and end exclusive on whole seconds, never overlap, and never reach past
/// the agreed end. All that rating and paying needs is copied here and frozen.
@Entity
public class UsageRecord {

    @EmbeddedId private UsageId id;
    @Embedded private OrganisationId organisation;
    @Embedded private PlacementId placement;
    @Embedded private LegId leg;
    @Embedded private ProviderId provider;
    private @Nullable String project;

    @Enumerated(EnumType.STRING)
    private QosTier tier;

    private String chip;
    private int gpus;
    private int instances;
    @Embedded private StoredMoney rate;
    @Embedded private StoredMoney providerPrice;
    private Instant fromAt;
    private Instant toAt;
    private long gpuSeconds;
    private Instant recordedAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected UsageRecord() {}

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // whole seconds are what is asked for
    UsageRecord(UsageId id, Placement placement, Leg leg, Instant from, Instant to, Instant now) {
        if (!from.isBefore(to) || !isWhole(from) || !isWhole(to)) {
            throw new IllegalArgumentException("[%s, %s) is no window.".formatted(from, to));
        }
        this.id = id;
        this.organisation = placement.organisation();
        this.placement = placement.id();
        this.leg = leg.id();
        this.provider = leg.provider();
        this.project = placement.project().orElse(null);
        this.tier = placement.tier();
        this.chip = leg.chip().value();
        this.gpus = leg.gpus();
        this.instances = leg.instances();
        this.rate = StoredMoney.of(leg.rateAt(from));
        this.providerPrice = StoredMoney.of(leg.providerPriceAt(from));
        this.fromAt = from;
        this.toAt = to;
        this.gpuSeconds = Math.multiplyExact(gpus, Duration.between(from, to).toSeconds());
        this.recordedAt = now;
    }

    private static boolean isWhole(Instant at) {
        return at.equals(at.truncatedTo(ChronoUnit.SECONDS));
    }

    public UsageId id() {
        return id;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public PlacementId placement() {
        return placement;
    }

    public LegId leg() {
        return leg;
    }

    public ProviderId provider() {
        return provider;
    }

    public Optional<String> project() {
        return Optional.ofNullable(project);
    }

    public QosTier tier() {
        return tier;
    }

    public ChipId chip() {
        return new ChipId(chip);
    }

    public int gpus() {
        return gpus;
    }

    public int instances() {
        return instances;
    }

    /// What the buyer pays a GPU-hour.
    public HourlyRate rate() {
        return rate.hourlyRate();
    }

    /// What the provider is paid per instance-hour, in its own currency.
    public Money providerPrice() {
        return providerPrice.money();
    }

    public Instant from() {
        return fromAt;
    }

    public Instant to() {
        return toAt;
    }

    public long gpuSeconds() {
        return gpuSeconds;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    @Override
    public String toString() {
        return "%s [%s, %s) %d GPU-s".formatted(leg.external(), fromAt, toAt, gpuSeconds);
    }
}
