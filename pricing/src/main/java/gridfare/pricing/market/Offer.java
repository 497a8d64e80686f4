package gridfare.pricing.market;

import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.Interconnect;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whole instances of one pool for sale, as last told by the provider.
///
/// @param instanceType the provider's own name
/// @param pricePerInstanceHour the provider's own price in its own currency
/// @param usdMicrosPerGpuHour that price for one GPU in millionths of a USD, for ranking only
/// @param claimableInstances free and not claimed by us, never negative
/// @param seenAt when the provider last confirmed it, in wall time
/// @param validUntil when the provider stops selling at this price, in business time; null is
///   without end
/// @param version grows with each change of this offer
public record Offer(
        OfferId id,
        PoolId pool,
        ProviderId provider,
        SiteId site,
        ChipId chip,
        String instanceType,
        int gpusPerInstance,
        PurchaseOption purchaseOption,
        Money pricePerInstanceHour,
        long usdMicrosPerGpuHour,
        Interconnect interconnect,
        int claimableInstances,
        Stock stock,
        Instant seenAt,
        @Nullable Instant validUntil,
        long version) {

    /// More GPUs than any one machine has.
    public static final int MOST_GPUS = 1 << 16;

    public Offer {
        if (gpusPerInstance < 1 || gpusPerInstance > MOST_GPUS) {
            throw new IllegalArgumentException(
                    "%s has %d GPUs an instance.".formatted(id, gpusPerInstance));
        }
        if (pricePerInstanceHour.micros() <= 0 || usdMicrosPerGpuHour <= 0) {
            throw new IllegalArgumentException(
                    "%s sells at %s, %d USD micros."
                            .formatted(id, pricePerInstanceHour, usdMicrosPerGpuHour));
        }
        if (claimableInstances < 0) {
            throw new IllegalArgumentException(
                    "%s has %d instances.".formatted(id, claimableInstances));
        }
    }

    /// p: the provider's own price a GPU-hour, half away from zero, to a micro.
    public Money pricePerGpuHour() {
        BigDecimal perGpu =
                BigDecimal.valueOf(pricePerInstanceHour.micros())
                        .divide(BigDecimal.valueOf(gpusPerInstance), 0, RoundingMode.HALF_UP);
        return new Money(perGpu.longValueExact(), pricePerInstanceHour.currency());
    }

    /// How many instances hold `gpus` GPUs.
    public int instancesFor(int gpus) {
        return Math.ceilDiv(gpus, gpusPerInstance);
    }

    public long claimableGpus() {
        return (long) claimableInstances * gpusPerInstance;
    }

    /// How long ago the provider confirmed it; never negative.
    public Duration age(Instant wallNow) {
        Duration age = Duration.between(seenAt, wallNow);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
