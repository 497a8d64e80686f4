package gridfare.pricing.quote;

import gridfare.pricing.energy.BestStart.Best;
import org.jspecify.annotations.Nullable;

/// When within its start window an option would run on the cheapest and on the cleanest power. Each
/// saving is against the option's own start. Power is not charged apart, so a cheaper hour lowers
/// what the site pays, not the total. Null is not known.
///
/// @param price by the site's tariff, without a pause
/// @param carbon by its carbon intensity, without a pause
/// @param pausingPrice,pausingCarbon with pauses; null where the tier does not pause
public record Deferral(
        @Nullable Best price,
        @Nullable Best carbon,
        @Nullable Best pausingPrice,
        @Nullable Best pausingCarbon) {}
