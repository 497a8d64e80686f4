package gridfare.pricing.quote;

import org.jspecify.annotations.Nullable;

/// What an option draws and emits over its expected run. Null is not known.
///
/// @param renewableShare 0 to 1, weighted by energy over the legs
/// @param estimated whether any figure behind it is synthetic or an average instead of a reading
public record Footprint(
        @Nullable Double kwh,
        @Nullable Double co2Kg,
        @Nullable Double renewableShare,
        boolean estimated) {}
