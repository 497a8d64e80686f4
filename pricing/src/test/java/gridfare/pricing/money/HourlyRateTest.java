package gridfare.pricing.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HourlyRateTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final HourlyRate RATE = rate(2_100_000);

    /// billing.md N15, N16.
    @ParameterizedTest(name = "{0} GPU-seconds cost {1} cents")
    @CsvSource({"0, 0", "37, 2", "37000, 2158", "37144, 2167", "3600, 210"})
    void aChargeIsRoundedOnceForAllSeconds(long gpuSeconds, long cents) {
        assertThat(RATE.chargeFor(gpuSeconds)).isEqualTo(new LedgerAmount(cents, USD));
    }

    @Test
    void aChargeTooLargeToRepresentIsAnErrorNotANegativeAmount() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> rate(Long.MAX_VALUE).chargeFor(Long.MAX_VALUE));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> rate(Long.MAX_VALUE).estimateFor(Long.MAX_VALUE));
    }

    @Test
    void aYenRateChargesWholeYen() {
        var yen = new HourlyRate(Money.of("315", "JPY"));
        assertThat(yen.chargeFor(37_144)).isEqualTo(LedgerAmount.of("3250", "JPY"));
    }

    @Test
    void anEstimateIsWithinHalfAMinorUnitOfTheCharge() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            var rate = rate(random.nextLong(1_000_000_000L));
            long seconds = random.nextLong(100_000_000L);
            BigDecimal difference =
                    rate.estimateFor(seconds)
                            .amount()
                            .subtract(rate.chargeFor(seconds).amount())
                            .abs();
            assertThat(difference).isLessThanOrEqualTo(new BigDecimal("0.005000"));
        }
    }

    @Test
    void anEstimateIsTheExactProductRoundedHalfUp() {
        var random = new SplittableRandom(8);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong(1L << (1 + random.nextInt(50)));
            long seconds = random.nextLong(1L << (1 + random.nextInt(40)));
            BigDecimal exact =
                    BigDecimal.valueOf(micros)
                            .multiply(BigDecimal.valueOf(seconds))
                            .divide(BigDecimal.valueOf(3_600), 0, RoundingMode.HALF_UP);
            if (exact.toBigInteger().bitLength() > 62) continue;
            assertThat(rate(micros).estimateFor(seconds).micros()).isEqualTo(exact.longValue());
        }
    }

    @Test
    void aNegativeRateIsACredit() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> rate(-1))
                .withMessageContaining("-0.000001 USD");
    }

    private static HourlyRate rate(long micros) {
        return new HourlyRate(new Money(micros, USD));
    }
}
