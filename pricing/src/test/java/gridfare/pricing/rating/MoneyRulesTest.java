package gridfare.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

/// The amounts of billing.md that are not prorated fees, by their numbers.
class MoneyRulesTest {

    private static final HourlyRate LARGE = new HourlyRate(Money.of("2.10", "USD"));
    private static final Period NOVEMBER =
            new Period(
                    Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));

    @ParameterizedTest(name = "N18, B11 {0} {1}: {3} h, {4}")
    @CsvSource({
        "UTC, 2026-03-01, 2026-04-01, 744, 12499.20",
        "America/New_York, 2026-03-01, 2026-04-01, 743, 12482.40",
        "America/New_York, 2026-11-01, 2026-12-01, 721, 12112.80",
        "UTC, 2026-11-01, 2026-12-01, 720, 12096.00",
        "Europe/Berlin, 2026-10-01, 2026-11-01, 745, 12516.00",
        "Asia/Shanghai, 2026-03-01, 2026-04-01, 744, 12499.20",
        "Asia/Shanghai, 2026-11-01, 2026-12-01, 720, 12096.00"
    })
    void lengthsOfMonths(ZoneId zone, LocalDate from, LocalDate to, long hours, String expected) {
        var month =
                new Period(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        assertThat(month.seconds()).isEqualTo(hours * 3_600);
        var always = new UsageWindow(month.start(), month.end(), 8);
        assertThat(Rating.charge(month, List.of(new RatedUse<>("line", LARGE, always))))
                .extracting(ChargeLine::amount)
                .containsExactly(amount(expected));
        // What is invoiced is the UTC month, whatever clock the buyer lives by.
        var utc = new BillingAnchor(from.atStartOfDay(ZoneOffset.UTC).toInstant()).period(0);
        assertThat(utc.seconds() / 3_600).isEqualTo(from.lengthOfMonth() * 24L);
    }

    @ParameterizedTest(name = "N19, B31 {0} units in blocks of 100 at 2.95: {1}")
    @CsvSource({"0, 0.00", "85, 2.95", "100, 2.95", "199, 5.90", "350, 11.80"})
    void blocks(long units, String expected) {
        assertThat(new SteppedPrice.Blocks(Money.of("2.95", "USD"), 100).priceOf(units))
                .isEqualTo(amount(expected));
    }

    @ParameterizedTest(name = "N20, B31 {0} h, the first 100 at 2.10, then 1.90: {1}")
    @CsvSource({"0, 0.00", "100, 210.00", "101, 211.90", "150, 305.00"})
    void graduated(long hours, String expected) {
        var price =
                new SteppedPrice.Graduated(
                        List.of(new SteppedPrice.Step(100, Money.of("2.10", "USD"))),
                        Money.of("1.90", "USD"));
        assertThat(price.priceOf(hours)).isEqualTo(amount(expected));
    }

    @ParameterizedTest(name = "N23, B50 {0} s down of a 30-day month on Gold: {1}")
    @CsvSource({
        "0, 0.00",
        "2592, 0.00",
        "2593, 100.00",
        "3600, 100.00",
        "25920, 100.00",
        "28800, 300.00",
        "144000, 1000.00",
        "9000000, 1000.00"
    })
    void availability(long downSeconds, String expected) {
        assertThat(AvailabilityLadder.STARTING.creditFor(amount("1000.00"), NOVEMBER, downSeconds))
                .isEqualTo(amount(expected));
    }

    @Test
    @DisplayName("N24 85 % of 21.67: 18.42 and 3.25; 100.00 in three: 33.34, 33.33, 33.33")
    void shares() {
        var share = Division.share(amount("21.67"), BasisPoints.percent(85));
        assertThat(share).isEqualTo(new Division(amount("18.42"), amount("3.25")));
        assertThat(amount("100.00").splitEvenly(3))
                .containsExactly(amount("33.34"), amount("33.33"), amount("33.33"));
    }

    @Test
    @DisplayName("N25 Tax a line: three of 3.35 at 10 % are 1.02, on the sum it would be 1.01")
    void taxByLine() {
        var rate = BasisPoints.percent(10);
        var line = rate.of(amount("3.35"));
        assertThat(line.plus(line).plus(line)).isEqualTo(amount("1.02"));
        assertThat(rate.of(amount("10.05"))).isEqualTo(amount("1.01"));
    }

    @Test
    @DisplayName("N28 8 GPUs: reserve 16.80, 1.40 every 5 minutes; 1 GPU: 0.18, 0.17 … 2.10")
    void captures() {
        assertThat(Captures.reserve(LARGE, 8)).isEqualTo(amount("16.80"));
        assertThat(captured(8)).containsOnly(amount("1.40")).hasSize(12);
        var one = captured(1);
        assertThat(one.subList(0, 4))
                .containsExactly(amount("0.18"), amount("0.17"), amount("0.18"), amount("0.17"));
        assertThat(one.stream().reduce(LedgerAmount::plus)).hasValue(amount("2.10"));
    }

    @Test
    @DisplayName(
            "N29 Silver, 455.5 of 400 unit-hours: 116.55 spilt over, half weight, never 0 silently")
    void fairUse() {
        long included = 400 * FairUse.UNIT_HOUR;
        long used = 911 * FairUse.UNIT_HOUR / 2;
        assertThat(FairUse.spillOver(used, included, LARGE, amount("1000.00")))
                .isEqualTo(amount("116.55"));
        var band = FairUse.STARTING.band(used, included);
        assertThat(band.name()).isEqualTo(FairUseBand.Name.OVER_100);
        assertThat(band.weightThousandths()).isEqualTo(500);
    }

    @Test
    @DisplayName("B30 Spill-over with a cap of 100.00 costs 100.00 exactly")
    void spillOverCap() {
        long included = 400 * FairUse.UNIT_HOUR;
        long used = 911 * FairUse.UNIT_HOUR / 2;
        assertThat(FairUse.spillOver(used, included, LARGE, amount("100.00")))
                .isEqualTo(amount("100.00"));
        assertThat(FairUse.spillOver(included, included, LARGE, amount("100.00")).isZero())
                .isTrue();
    }

    @ParameterizedTest(name = "{0} of 400 unit-hours: {1}, weight {2}")
    @CsvSource({
        "0, WITHIN, 1000, false",
        "400, WITHIN, 1000, false",
        "401, OVER_100, 500, false",
        "480, OVER_100, 500, false",
        "481, OVER_120, 250, true",
        "600, OVER_120, 250, true",
        "601, OVER_150, 250, true"
    })
    void bands(long hours, FairUseBand.Name name, int weight, boolean bestEffortOnly) {
        var band = FairUse.STARTING.band(hours * FairUse.UNIT_HOUR, 400 * FairUse.UNIT_HOUR);
        assertThat(band.name()).isEqualTo(name);
        assertThat(band.weightThousandths()).isEqualTo(weight);
        assertThat(band.bestEffortOnly()).isEqualTo(bestEffortOnly);
        assertThat(FairUse.STARTING.limit(400)).isEqualTo(600);
    }

    @ParameterizedTest(name = "a price of {0} at factor {1}: top-up {2}")
    @CsvSource({"1.05, 1000, 0", "0.80, 1000, 0", "1.27, 1000, 0.22", "2.00, 1750, 0.1625"})
    void topUp(String price, int factor, String expected) {
        var cap = new RateCap(Money.of("1.05", "USD"));
        assertThat(cap.topUp(new HourlyRate(Money.of(price, "USD")), factor))
                .isEqualTo(new HourlyRate(Money.of(expected, "USD")));
    }

    @Test
    @DisplayName("Decision 7, B53: 1,060.00 is 1,000.00 + 60.00; 318.00 and 742.00 sum to it")
    void redLetters() {
        var vat = BasisPoints.percent(6);
        var blue = Division.ofGross(cny("1060.00"), vat);
        assertThat(blue).isEqualTo(new Division(cny("1000.00"), cny("60.00")));
        var first = blue.part(cny("318.00"), Division.none(cny("0.00")), vat);
        assertThat(first).isEqualTo(new Division(cny("300.00"), cny("18.00")));
        var last = blue.part(cny("742.00"), first, vat);
        assertThat(last).isEqualTo(new Division(cny("700.00"), cny("42.00")));
        assertThatIllegalArgumentException().isThrownBy(() -> blue.part(cny("742.01"), first, vat));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void partsOfADocumentSumToIt(long seed) {
        var random = new SplittableRandom(seed);
        var rate = new BasisPoints(random.nextInt(0, 3_000));
        var whole = Division.ofGross(minor(random.nextLong(1, 100_000)), rate);
        var taken = Division.none(whole.whole());
        List<Division> parts = new ArrayList<>();
        while (whole.whole().exceeds(taken.whole())) {
            long left = whole.whole().minus(taken.whole()).minorUnits();
            var part = whole.part(minor(random.nextLong(1, left + 1)), taken, rate);
            parts.add(part);
            taken = taken.plus(part);
        }
        assertThat(taken).isEqualTo(whole);
        assertThat(parts).noneMatch(part -> part.first().isNegative() || part.rest().isNegative());
    }

    private static IntStream seeds() {
        return IntStream.rangeClosed(1, 200);
    }

    private static List<LedgerAmount> captured(int gpus) {
        List<LedgerAmount> result = new ArrayList<>();
        var taken = amount("0.00");
        for (int minutes = 5; minutes <= 60; minutes += 5) {
            var next = Captures.next(LARGE, minutes * 60L * gpus, taken);
            result.add(next);
            taken = taken.plus(next);
        }
        return result;
    }

    private static LedgerAmount minor(long units) {
        return new LedgerAmount(units, Currency.getInstance("USD"));
    }

    private static LedgerAmount amount(String amount) {
        return LedgerAmount.of(amount, "USD");
    }

    private static LedgerAmount cny(String amount) {
        return LedgerAmount.of(amount, "CNY");
    }
}
