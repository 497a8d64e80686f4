package gridfare.pricing.rating;

import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;

/// What is taken from a prepaid balance while work runs: what has come up so far, rounded once,
/// less what was taken before. However often it is taken, the sum is the charge of the whole run.
public final class Captures {

    private static final long HOUR = 3_600;

    private Captures() {}

    /// What must be set aside before a start and at every renewal: an hour.
    public static LedgerAmount reserve(HourlyRate rate, int gpus) {
        return rate.chargeFor(HOUR * gpus);
    }

    /// @param gpuSeconds since the start
    /// @param taken so far
    public static LedgerAmount next(HourlyRate rate, long gpuSeconds, LedgerAmount taken) {
        return rate.chargeFor(gpuSeconds).minus(taken);
    }
}
