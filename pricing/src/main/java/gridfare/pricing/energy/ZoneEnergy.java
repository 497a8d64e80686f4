package gridfare.pricing.energy;

import org.jspecify.annotations.Nullable;

/// What is known of a grid zone's power. Null is not known.
///
/// @param carbonGramsPerKwh gCO2 a kWh
/// @param renewableShare 0 to 1
/// @param renewableBasis what that share is of, e.g. consumption target or generation
/// @param pricePerKwh in main units of the zone's currency
/// @param estimated whether any of it is synthetic or an average instead of a reading
/// @param source where it comes from
public record ZoneEnergy(
        GridZone zone,
        @Nullable HourlySeries carbonGramsPerKwh,
        @Nullable HourlySeries renewableShare,
        @Nullable String renewableBasis,
        @Nullable HourlySeries pricePerKwh,
        boolean estimated,
        String source) {}
