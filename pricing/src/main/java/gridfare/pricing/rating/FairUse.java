package gridfare.pricing.rating;

import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import java.util.List;

/// The fair use of a plan, counted in **milli-unit-seconds**: GPU-seconds × unit factor in
/// thousandths, so that nothing is rounded between the meter and the band.
///
/// Bands are data with effective dates; [#STARTING] are the first.
public record FairUse(List<FairUseBand> bands) {

    /// Milli-unit-seconds of a unit-hour.
    public static final long UNIT_HOUR = 3_600_000L;

    /// To 100 % full weight, to 120 % half, to 150 % a quarter and BEST_EFFORT only.
    public static final FairUse STARTING =
            new FairUse(
                    List.of(
                            new FairUseBand(FairUseBand.Name.WITHIN, 100, 1_000, false),
                            new FairUseBand(FairUseBand.Name.OVER_100, 120, 500, false),
                            new FairUseBand(FairUseBand.Name.OVER_120, 150, 250, true)));

    private static final FairUseBand BEYOND =
            new FairUseBand(FairUseBand.Name.OVER_150, Integer.MAX_VALUE, 250, true);

    public FairUse {
        bands = List.copyOf(bands);
        int before = 0;
        for (FairUseBand band : bands) {
            if (band.upToPercent() <= before) {
                throw new IllegalArgumentException("Bands do not rise: " + bands);
            }
            before = band.upToPercent();
        }
    }

    /// Milli-unit-seconds of so many GPU-seconds on a chip.
    ///
    /// @param unitFactor the chip's throughput for the workload kind against an A100, thousandths
    public static long used(long gpuSeconds, int unitFactor) {
        return Math.multiplyExact(gpuSeconds, unitFactor);
    }

    /// The band of having used, or being about to use, `used` of `included`.
    public FairUseBand band(long used, long included) {
        for (FairUseBand band : bands) {
            // used / included <= percent / 100
            if (Math.multiplyExact(used, 100L)
                    <= Math.multiplyExact(included, (long) band.upToPercent())) {
                return band;
            }
        }
        return BEYOND;
    }

    /// How much may be used in all before new starts wait.
    public long limit(long included) {
        return Math.multiplyExact(included, (long) bands.getLast().upToPercent()) / 100;
    }

    /// What use past the included hours costs where the buyer chose to spill over, at the
    /// pay-as-you-go rate of a unit-hour: all of it multiplied once, and never above the cap.
    public static LedgerAmount spillOver(
            long used, long included, HourlyRate perUnitHour, LedgerAmount cap) {
        long over = Math.max(0, used - included);
        // A charge counts whole seconds of a whole unit; the part of a second below that is ours.
        LedgerAmount charge = perUnitHour.chargeFor(over / 1_000);
        return charge.exceeds(cap) ? cap : charge;
    }
}
