package gridfare.pricing.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where an organisation stands when shares are compared.
///
/// @param running GPUs that its running work has now
/// @param past what it used before
/// @param entered since when it has had something waiting or running without a break
/// @param lastUrgent when work of it was last taken in because it had waited long; null: never
public record Standing(
        BuyerId buyer,
        FairWeight weight,
        Gpus running,
        PastUse past,
        Instant entered,
        @Nullable Instant lastUrgent) {

    /// One that was never seen before.
    public static Standing newcomer(BuyerId buyer, FairWeight weight, Instant now) {
        return new Standing(buyer, weight, Gpus.NONE, PastUse.none(now), now, null);
    }
}
