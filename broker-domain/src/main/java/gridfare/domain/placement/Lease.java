package gridfare.domain.placement;

import gridfare.domain.money.StoredMoney;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.provider.LegId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A leg as its seller sees it: which machines are let, since when, at which price; never to whom
/// nor for what. Read only: [Leases] writes it.
@Entity
public class Lease {

    /// Where a lease is.
    public enum State {
        STARTING,
        RUNNING,
        STOPPING,
        ENDED
    }

    @EmbeddedId private LegId leg;
    @Embedded private OrganisationId organisation;
    @Embedded private ProviderId provider;
    @Embedded private SiteId site;
    private String chip;
    private String instanceType;
    private int instances;
    private int gpus;

    @Enumerated(EnumType.STRING)
    private PurchaseOption purchaseOption;

    @Embedded private StoredMoney price;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected Lease() {}

    /// The tag on the machines.
    public LegId leg() {
        return leg;
    }

    /// The seller's.
    public OrganisationId organisation() {
        return organisation;
    }

    public ProviderId provider() {
        return provider;
    }

    public SiteId site() {
        return site;
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

    /// Of one instance for one hour.
    public Money price() {
        return price.money();
    }

    public State state() {
        return state;
    }

    /// Its first running second.
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /// GPU-seconds until `now`.
    public long gpuSeconds(Instant now) {
        return Math.multiplyExact(seconds(now), gpus);
    }

    /// What its seconds until `now` come to at its price. They are owed once the buyer's period is
    /// invoiced.
    public LedgerAmount earned(Instant now) {
        return price.hourlyRate().chargeFor(Math.multiplyExact(seconds(now), instances));
    }

    private long seconds(Instant now) {
        if (startedAt == null) return 0;
        Instant end = endedAt == null ? now : endedAt;
        return Math.max(0, Duration.between(startedAt, end).toSeconds());
    }
}
