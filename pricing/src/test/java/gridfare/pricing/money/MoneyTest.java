package gridfare.pricing.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency CNY = Currency.getInstance("CNY");

    @ParameterizedTest(name = "{0} {1} is booked as {2}")
    @CsvSource({
        "0.005, USD, 0.01",
        "0.004999, USD, 0.00",
        "-0.005, USD, -0.01",
        "-0.004999, USD, 0.00",
        "21.6673, USD, 21.67",
        "0.5, JPY, 1",
        "0.4995, KWD, 0.500"
    })
    void booksHalfAwayFromZero(String amount, String currency, String booked) {
        assertThat(Money.of(amount, currency).toLedger())
                .isEqualTo(LedgerAmount.of(booked, currency));
    }

    @Test
    void currenciesNeverMix() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Money.of("1", "USD").plus(Money.of("1", "CNY")))
                .withMessage("Expected USD, got 1.000000 CNY.");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> LedgerAmount.of("1", "USD").minus(LedgerAmount.of("1", "CNY")));
    }

    @Test
    void aSumNeverWrapsAround() {
        var most = new Money(Long.MAX_VALUE, USD);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> most.plus(new Money(1, USD)));
    }

    @Test
    void nothingIsRoundedOnTheWayIn() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.of("0.0000001", "USD"));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> LedgerAmount.of("0.001", "USD"));
    }

    /// billing.md N21.
    @Test
    void exchangesOnceAtAFrozenRate() {
        var rate = new FxRate(USD, CNY, new BigDecimal("7.1180"), LocalDate.EPOCH, "v1");
        assertThat(rate.convert(Money.of("750", "USD"))).isEqualTo(Money.of("5338.50", "CNY"));
    }

    /// billing.md N24.
    @Test
    void aSplitLeavesTheRemainderWithTheFirst() {
        assertThat(LedgerAmount.of("100.00", "USD").splitEvenly(3))
                .containsExactly(
                        LedgerAmount.of("33.34", "USD"),
                        LedgerAmount.of("33.33", "USD"),
                        LedgerAmount.of("33.33", "USD"));
        assertThat(LedgerAmount.of("-0.01", "USD").splitEvenly(2))
                .containsExactly(LedgerAmount.of("-0.01", "USD"), LedgerAmount.of("0", "USD"));
        assertThat(BasisPoints.percent(85).of(LedgerAmount.of("21.67", "USD")))
                .isEqualTo(LedgerAmount.of("18.42", "USD"));
    }

    /// billing.md N25: 3.35 at 10 % is 0.34 a line.
    @Test
    void taxIsRoundedByLine() {
        assertThat(BasisPoints.percent(10).of(LedgerAmount.of("3.35", "USD")))
                .isEqualTo(LedgerAmount.of("0.34", "USD"));
    }

    @ParameterizedTest(name = "{0} basis points of {1} micros are {2}")
    @CsvSource({
        "400, 1270000, 50800",
        "1, 5000, 1",
        "1, 4999, 0",
        "1, -5000, -1",
        "10000, 9223372036854775807, 9223372036854775807",
        "5000, 9223372036854775807, 4611686018427387904"
    })
    void aShareIsRoundedHalfAwayFromZero(int share, long micros, long expected) {
        assertThat(new BasisPoints(share).of(new Money(micros, USD)))
                .isEqualTo(new Money(expected, USD));
    }
}
