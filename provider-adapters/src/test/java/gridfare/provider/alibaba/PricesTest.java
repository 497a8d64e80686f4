package gridfare.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {

    @ParameterizedTest(name = "{0} is {1} micros")
    @CsvSource({
        "0.1, 100000",
        "1.27, 1270000",
        "0.577, 577000",
        "27.408, 27408000",
        "1234.567, 1234567000",
        "0.000001, 1",
        "1.0E-5, 10",
        "0.0000005, 1",
        "0.0, 0"
    })
    void aPriceIsTheDecimalThatTheVendorWrote(String text, long micros) {
        assertThat(Prices.money(Float.valueOf(text), "USD").orElseThrow().micros())
                .isEqualTo(micros);
    }

    @Test
    void whatIsNoPriceIsNotRead() {
        assertThat(Prices.money(null, "USD")).isEmpty();
        assertThat(Prices.money(1f, null)).isEmpty();
        assertThat(Prices.money(-1f, "USD")).isEmpty();
        assertThat(Prices.money(Float.NaN, "USD")).isEmpty();
        assertThat(Prices.money(1f, "dollars")).isEmpty();
        assertThat(Prices.dated(1f, "USD", "yesterday")).isEmpty();
    }

    @Test
    void aBidNeverExceedsWhatWasAllowed() {
        assertThat(Prices.bid(Money.of("1.2349", "USD"))).isEqualTo(1.234f);
        assertThat(Prices.bid(Money.of("10.237", "USD")).toString()).isEqualTo("10.237");
    }

    @Test
    void theNewestOfTwoPricesStays() {
        var older = Prices.dated(1f, "USD", "2026-11-24T05:00:00Z").orElseThrow();
        var newer = Prices.dated(2f, "USD", "2026-11-24T06:00:00Z").orElseThrow();
        assertThat(older.newer(newer)).isEqualTo(newer);
        assertThat(newer.newer(older)).isEqualTo(newer);
    }
}
