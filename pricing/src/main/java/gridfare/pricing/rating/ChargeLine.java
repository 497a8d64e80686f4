package gridfare.pricing.rating;

import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;

/// All GPU-seconds of a period with one key at one rate, multiplied once and rounded once.
public record ChargeLine<K>(K key, HourlyRate rate, long gpuSeconds, LedgerAmount amount) {

    public ChargeLine {
        if (!amount.equals(rate.chargeFor(gpuSeconds))) {
            throw new IllegalArgumentException(
                    "%d s at %s are not %s.".formatted(gpuSeconds, rate, amount));
        }
    }

    public static <K> ChargeLine<K> of(K key, HourlyRate rate, long gpuSeconds) {
        return new ChargeLine<>(key, rate, gpuSeconds, rate.chargeFor(gpuSeconds));
    }
}
