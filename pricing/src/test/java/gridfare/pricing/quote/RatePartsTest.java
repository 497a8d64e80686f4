package gridfare.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatePartsTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency CNY = Currency.getInstance("CNY");

    /// By hand: 1.27 + 4 % (0.0508) + 25 % (0.3175) + 50 % (0.635) - 10 % (0.127) = 2.1463.
    @Test
    void everyShareIsOfTheProvidersPriceAndNoneCompounds() {
        var parts = parts("1.27", 400, 2_500, 5_000, 1_000, FxRate.identity(USD));
        assertThat(parts.fee()).isEqualTo(Money.of("0.0508", "USD"));
        assertThat(parts.premium()).isEqualTo(Money.of("0.3175", "USD"));
        assertThat(parts.surge()).isEqualTo(Money.of("0.635", "USD"));
        assertThat(parts.rebate()).isEqualTo(Money.of("0.127", "USD"));
        assertThat(parts.rate().perHour()).isEqualTo(Money.of("2.1463", "USD"));
        assertThat(parts.payable().perHour()).isEqualTo(Money.of("1.27", "USD"));
    }

    /// By hand: 1.333333 + 0.053333 + 0.133333 = 1.519999, each part rounded on its own; at 7.1180
    /// that is 10.819352882, so 10.819353.
    @Test
    void partsAreRoundedThenAddedThenExchangedOnce() {
        var toCny = new FxRate(USD, CNY, new BigDecimal("7.1180"), LocalDate.EPOCH, "v1");
        var parts = parts("1.333333", 400, 1_000, 0, 0, toCny);
        assertThat(parts.sum()).isEqualTo(Money.of("1.519999", "USD"));
        assertThat(parts.rate().perHour()).isEqualTo(Money.of("10.819353", "CNY"));
    }

    @ParameterizedTest(name = "{0} basis points in use add {1}")
    @CsvSource({
        "0, 0",
        "7000, 0",
        "7001, 2",
        "7003, 5",
        "8500, 2500",
        "9999, 4998",
        "10000, 5000",
        "20000, 5000"
    })
    void surgeRisesFromSeventyPerCentToHalfTheProvidersPrice(int use, int added) {
        assertThat(SurgeCurve.starting().surchargeAt(new BasisPoints(use)).value())
                .isEqualTo(added);
    }

    @Test
    void surgeNeverFallsAndNeverJumps() {
        int before = 0;
        for (int use = 0; use <= 12_000; use++) {
            int now = SurgeCurve.starting().surchargeAt(new BasisPoints(use)).value();
            assertThat(now - before).isBetween(0, 2);
            before = now;
        }
    }

    @Test
    void theGuardBandIsThreePerCentOfTheQuotedPrice() {
        var terms = PricingTerms.starting(new TaxRule(BasisPoints.ZERO, "outside-cn"));
        Money quoted = Money.of("2.00", "USD");
        assertThat(terms.withinGuardBand(quoted, Money.of("2.06", "USD"))).isTrue();
        assertThat(terms.withinGuardBand(quoted, Money.of("2.060001", "USD"))).isFalse();
        assertThat(terms.withinGuardBand(quoted, Money.of("1.00", "USD"))).isTrue();
        assertThat(terms.premium(QosTier.BEST_EFFORT)).isEqualTo(BasisPoints.ZERO);
    }

    @Test
    void aRebateAboveThePriceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parts("1", 0, 0, 0, 10_001, FxRate.identity(USD)));
    }

    private static RateParts parts(
            String price, int fee, int premium, int surcharge, int rebate, FxRate exchange) {
        return RateParts.of(
                Money.of(price, "USD"),
                new BasisPoints(fee),
                new BasisPoints(premium),
                new BasisPoints(surcharge),
                new BasisPoints(rebate),
                exchange);
    }
}
