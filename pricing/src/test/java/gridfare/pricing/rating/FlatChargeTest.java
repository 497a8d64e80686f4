package gridfare.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The amounts of billing.md, by their numbers; each can be checked by hand.
class FlatChargeTest {

    private static final Money BRONZE = usd("500.00");
    private static final Money SILVER = usd("750.00");
    private static final Money GOLD = usd("1000.00");
    private static final Period NOVEMBER = period("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");

    @Test
    @DisplayName("N1 Silver to Gold on 11 Nov 08:30: -491.15, +654.86, net 163.71")
    void upgrade() {
        assertChange(SILVER, GOLD, NOVEMBER, "2026-11-11T08:30:00Z", "-491.15", "654.86", "163.71");
    }

    @Test
    @DisplayName("N2 The same an hour later: -490.10, +653.47, net 163.37")
    void upgradeAnHourLater() {
        assertChange(SILVER, GOLD, NOVEMBER, "2026-11-11T09:30:00Z", "-490.10", "653.47", "163.37");
    }

    @Test
    @DisplayName("N3 Gold to Bronze at half: -500.00, +250.00, credit 250.00")
    void downgrade() {
        assertChange(
                GOLD, BRONZE, NOVEMBER, "2026-11-16T00:00:00Z", "-500.00", "250.00", "-250.00");
    }

    @Test
    @DisplayName("N4 Bronze to Silver, Silver to Gold: 166.67, 83.33, month total 750.00")
    void twoChanges() {
        var eleventh = Instant.parse("2026-11-11T00:00:00Z");
        var twentyFirst = Instant.parse("2026-11-21T00:00:00Z");
        var bronze = FlatCharge.whole(BRONZE, NOVEMBER);
        var silver = FlatCharge.from(eleventh, SILVER, NOVEMBER).orElseThrow();
        var gold = FlatCharge.from(twentyFirst, GOLD, NOVEMBER).orElseThrow();
        assertThat(bronze.creditFrom(eleventh)).isEqualTo(amount("-333.33"));
        assertThat(silver.amount()).isEqualTo(amount("500.00"));
        assertThat(silver.creditFrom(twentyFirst)).isEqualTo(amount("-250.00"));
        assertThat(gold.amount()).isEqualTo(amount("333.33"));
        assertThat(
                        bronze.amount()
                                .plus(bronze.creditFrom(eleventh))
                                .plus(silver.amount())
                                .plus(silver.creditFrom(twentyFirst))
                                .plus(gold.amount()))
                .isEqualTo(amount("750.00"));
    }

    @Test
    @DisplayName("N5, B04 Anchor 31 Jan 2027: net 250.00 on 14 Feb; ends never stick on the 28th")
    void anchorOnThe31st() {
        var anchor = new BillingAnchor(Instant.parse("2027-01-31T00:00:00Z"));
        var change = Instant.parse("2027-02-14T00:00:00Z");
        assertThat(anchor.around(change)).isEqualTo(anchor.period(0));
        assertChange(
                BRONZE,
                GOLD,
                anchor.around(change),
                "2027-02-14T00:00:00Z",
                "-250.00",
                "500.00",
                "250.00");
        assertThat(IntStream.rangeClosed(1, 13).mapToObj(anchor::start))
                .extracting(start -> start.toString().substring(0, 10))
                .containsExactly(
                        "2027-02-28",
                        "2027-03-31",
                        "2027-04-30",
                        "2027-05-31",
                        "2027-06-30",
                        "2027-07-31",
                        "2027-08-31",
                        "2027-09-30",
                        "2027-10-31",
                        "2027-11-30",
                        "2027-12-31",
                        "2028-01-31",
                        "2028-02-29");
    }

    @ParameterizedTest(name = "N8, B05 {0}: {1}")
    @CsvSource({"2023, 714.29", "2024, 724.14"})
    void leapYears(int year, String expected) {
        var anchor = new BillingAnchor(Instant.parse("%d-02-15T00:00:00Z".formatted(year)));
        var from = Instant.parse("%d-02-23T00:00:00Z".formatted(year));
        assertThat(FlatCharge.from(from, GOLD, anchor.period(0)).orElseThrow().amount())
                .isEqualTo(amount(expected));
    }

    @Test
    @DisplayName("B05 February of 2028 has 29 days: half of Gold's on the 15th at noon")
    void leapYear2028() {
        var anchor = new BillingAnchor(Instant.parse("2028-02-01T00:00:00Z"));
        assertThat(
                        FlatCharge.from(
                                        Instant.parse("2028-02-15T12:00:00Z"),
                                        GOLD,
                                        anchor.period(0))
                                .orElseThrow()
                                .amount())
                .isEqualTo(amount("500.00"));
    }

    @Test
    @DisplayName(
            "N9 910.00 a quarter of 91 days, 31 of them used, the last day not counted: 310.00")
    void quarter() {
        assertThat(
                        Proration.of(
                                usd("910.00"),
                                period("2024-04-01T00:00:00Z", "2024-07-01T00:00:00Z"),
                                period("2024-05-20T10:00:00Z", "2024-06-20T10:00:00Z")))
                .isEqualTo(amount("310.00"));
    }

    @Test
    @DisplayName("N12 249.95 less 10.00 given, changed to 9.95 after a day: 239.95, not 241.89")
    void creditNeverExceedsWhatIsLeft() {
        var may = period("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z");
        var second = Instant.parse("2026-05-02T00:00:00Z");
        var line = FlatCharge.whole(usd("249.95"), may);
        var repair = line.creditFrom(second, amount("10.00"));
        var charge = FlatCharge.from(second, usd("9.95"), may).orElseThrow().amount();
        assertThat(repair).isEqualTo(amount("-239.95"));
        assertThat(line.creditFrom(second)).isEqualTo(amount("-241.89"));
        assertThat(charge).isEqualTo(amount("9.63"));
        assertThat(repair.plus(charge)).isEqualTo(amount("-230.32"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.creditFrom(second, amount("249.96")));
    }

    @ParameterizedTest(name = "N14 {0} of {1} days at 24.95: {2}")
    @CsvSource({"9, 31, 7.24", "22, 30, 18.30", "8, 31, 6.44", "25, 30, 20.79"})
    void leadingPart(int days, int ofDays, String expected) {
        var start = Instant.parse("2026-01-01T00:00:00Z");
        var whole = new Period(start, start.plusSeconds(86_400L * ofDays));
        var from = whole.end().minusSeconds(86_400L * days);
        assertThat(FlatCharge.from(from, usd("24.95"), whole).orElseThrow().amount())
                .isEqualTo(amount(expected));
    }

    @Test
    @DisplayName("N21 750.00 at 7.1180 is CNY 5,338.50; a refund uses the frozen rate again")
    void chinese() {
        var frozen = cny("7.1180");
        var charge = new FlatCharge(SILVER, NOVEMBER, NOVEMBER, frozen);
        assertThat(charge.amount()).isEqualTo(LedgerAmount.of("5338.50", "CNY"));
        assertThat(charge.creditFrom(NOVEMBER.start()))
                .isEqualTo(LedgerAmount.of("-5338.50", "CNY"));
        assertThat(new FlatCharge(SILVER, NOVEMBER, NOVEMBER, cny("7.1500")).amount())
                .isEqualTo(LedgerAmount.of("5362.50", "CNY"));
    }

    @Test
    @DisplayName("Decision 6: N1's credit at 7.1180 is CNY 3,495.98: converted unrounded")
    void convertedBeforeRounding() {
        var charge = new FlatCharge(SILVER, NOVEMBER, NOVEMBER, cny("7.1180"));
        assertThat(charge.creditFrom(Instant.parse("2026-11-11T08:30:00Z")))
                .isEqualTo(LedgerAmount.of("-3495.98", "CNY"));
    }

    @Test
    @DisplayName("N26, B12 20 % off Gold, cancelled at half: 400.00 of what was really paid")
    void couponThenCancel() {
        var paid = GOLD.minus(BasisPoints.percent(20).of(GOLD));
        var charge = FlatCharge.whole(paid, NOVEMBER);
        assertThat(charge.amount()).isEqualTo(amount("800.00"));
        assertThat(charge.creditFrom(Instant.parse("2026-11-16T00:00:00Z")))
                .isEqualTo(amount("-400.00"));
    }

    @Test
    @DisplayName("B09 Gold cancelled after 10 of 30 days: 666.67")
    void cancelAfterTenDays() {
        assertThat(
                        FlatCharge.whole(GOLD, NOVEMBER)
                                .creditFrom(Instant.parse("2026-11-11T00:00:00Z")))
                .isEqualTo(amount("-666.67"));
    }

    @Test
    @DisplayName("B07 In the last second of a period both lines are 0.00")
    void lastSecond() {
        assertChange(SILVER, GOLD, NOVEMBER, "2026-11-30T23:59:59Z", "0.00", "0.00", "0.00");
        assertThat(FlatCharge.from(NOVEMBER.end(), GOLD, NOVEMBER)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPeriodCutAnywhereAddsUpToItsPrice(long seed) {
        var random = new SplittableRandom(seed);
        var period = randomPeriod(random);
        var price = new LedgerAmount(random.nextLong(0, 1_000_000_00), Currency.getInstance("USD"));
        List<Instant> cuts = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            cuts.add(period.start().plusSeconds(random.nextLong(period.seconds() + 1)));
        }
        var parts = Proration.split(price, period, cuts);
        assertThat(parts.stream().reduce(LedgerAmount::plus)).hasValue(price);
        assertThat(parts).noneMatch(LedgerAmount::isNegative);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCreditMirrorsItsChargeAndIsNeverMore(long seed) {
        var random = new SplittableRandom(seed);
        var period = randomPeriod(random);
        var price = new Money(random.nextLong(0, 5_000_000_000L), Currency.getInstance("USD"));
        var from = period.start().plusSeconds(random.nextLong(period.seconds()));
        var charge = FlatCharge.from(from, price, period).orElseThrow();
        assertThat(charge.creditFrom(from)).isEqualTo(charge.amount().negated());
        assertThat(charge.creditFrom(period.end()).isZero()).isTrue();
        var later =
                from.plusSeconds(
                        random.nextLong(period.end().getEpochSecond() - from.getEpochSecond() + 1));
        var credit = charge.creditFrom(later).negated();
        assertThat(credit.exceeds(charge.amount())).isFalse();
        FlatCharge.from(later, price, period)
                .ifPresent(again -> assertThat(credit).isEqualTo(again.amount()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyInstantIsInJustOneAnchoredPeriod(long seed) {
        var random = new SplittableRandom(seed);
        var first = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 1_900_000_000L));
        var anchor = new BillingAnchor(first);
        var at = first.plusSeconds(random.nextLong(0, 500_000_000L));
        assertThat(anchor.around(at).contains(at)).isTrue();
        int number = random.nextInt(1, 200);
        assertThat(anchor.period(number - 1).end()).isEqualTo(anchor.period(number).start());
        assertThat(anchor.around(anchor.start(number))).isEqualTo(anchor.period(number));
        assertThat(anchor.around(anchor.start(number).minusSeconds(1)))
                .isEqualTo(anchor.period(number - 1));
    }

    private static IntStream seeds() {
        return IntStream.rangeClosed(1, 200);
    }

    private static Period randomPeriod(SplittableRandom random) {
        var start = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 1_900_000_000L));
        return new Period(start, start.plusSeconds(random.nextLong(1, 3_000_000)));
    }

    private static void assertChange(
            Money from,
            Money to,
            Period period,
            String at,
            String credit,
            String charge,
            String net) {
        var when = Instant.parse(at);
        var back = FlatCharge.whole(from, period).creditFrom(when);
        var anew = FlatCharge.from(when, to, period).orElseThrow().amount();
        assertThat(back).isEqualTo(amount(credit));
        assertThat(anew).isEqualTo(amount(charge));
        assertThat(back.plus(anew)).isEqualTo(amount(net));
    }

    private static FxRate cny(String rate) {
        return new FxRate(
                Currency.getInstance("USD"),
                Currency.getInstance("CNY"),
                new BigDecimal(rate),
                LocalDate.EPOCH,
                "test");
    }

    private static Period period(String start, String end) {
        return new Period(Instant.parse(start), Instant.parse(end));
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static LedgerAmount amount(String amount) {
        return LedgerAmount.of(amount, "USD");
    }
}
