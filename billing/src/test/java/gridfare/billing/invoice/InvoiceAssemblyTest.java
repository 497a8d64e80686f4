package gridfare.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.invoice.InvoiceLine;
import gridfare.domain.invoice.InvoiceLine.What;
import gridfare.domain.metering.UsageId;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.pricing.rating.UsageWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvoiceAssemblyTest {

    private static final long[] PAST_FAILURES = {};

    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final TaxRate NO_TAX = new TaxRate(BasisPoints.ZERO, "tax.reason.outside-cn");
    private static final TaxRate VAT = new TaxRate(BasisPoints.percent(6), "tax.reason.vat-cn");
    private static final OrganisationId PROVIDER = new OrganisationId(new UUID(0, 7));
    private static final BigDecimal CNY_IN_USD = new BigDecimal("0.14");

    @Test
    @DisplayName("N15 B15 8 GPUs for 4,643 s at 2.10 an hour are 21.67")
    void aRunIsRoundedOnce() {
        assertThat(amounts(List.of(use("2.10", NOVEMBER, 4_643, 8)), NO_TAX))
                .containsExactly("21.67");
    }

    @Test
    @DisplayName("N16 B16 a thousand runs of 37 s at 2.10 an hour are 21.58 and not 20.00")
    void shortRunsAreAddedUpBeforeTheyAreRounded() {
        List<BilledUse> runs =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> use("2.10", NOVEMBER.plusSeconds(60L * i), 37, 1))
                        .toList();

        List<DraftLine> lines = InvoiceAssembly.lines(runs, NOVEMBER, NO_TAX);

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().content().amount()).isEqualTo(LedgerAmount.of("21.58", "USD"));
        assertThat(lines.getFirst().content().gpuSeconds()).isEqualTo(37_000);
        assertThat(lines.getFirst().usage()).hasSize(1_000);
    }

    @Test
    @DisplayName("N25 tax is rounded on each line: three lines of 3.35 at 10 % carry 1.02")
    void taxIsPerLine() {
        List<BilledUse> uses =
                List.of(
                        use("a", "3.35", NOVEMBER, 3_600, 1),
                        use("b", "3.35", NOVEMBER, 3_600, 1),
                        use("c", "3.35", NOVEMBER, 3_600, 1));
        TaxRate tenPercent = new TaxRate(BasisPoints.percent(10), "tax");

        List<DraftLine> lines = InvoiceAssembly.lines(uses, NOVEMBER, tenPercent);

        assertThat(lines.stream().mapToLong(line -> line.content().tax().minorUnits()).sum())
                .isEqualTo(102);
    }

    @Test
    void linesAreSetApartByProjectTierChipAndRate() {
        BilledUse plain = use(null, "2.10", NOVEMBER, 3_600, 1);
        List<BilledUse> uses =
                List.of(
                        use("vision", "2.10", NOVEMBER, 3_600, 1),
                        use(null, "1.50", NOVEMBER, 3_600, 1),
                        plain,
                        use(null, "2.10", NOVEMBER.plusSeconds(7_200), 3_600, 1));

        List<InvoiceLine.Content> lines =
                InvoiceAssembly.lines(uses, NOVEMBER, VAT).stream()
                        .map(DraftLine::content)
                        .toList();

        assertThat(lines)
                .extracting(line -> line.project() + " " + line.amount())
                .containsExactly("null 1.50 USD", "null 4.20 USD", "vision 2.10 USD");
        assertThat(lines.get(1).tax()).isEqualTo(LedgerAmount.of("0.25", "USD"));
        assertThat(lines.get(1).usedFrom()).isEqualTo(NOVEMBER);
        assertThat(lines.get(1).usedTo()).isEqualTo(NOVEMBER.plusSeconds(10_800));
    }

    @Test
    @DisplayName("B21 use of an earlier period that was heard of late is a line of its own")
    void lateUseIsAnAdjustment() {
        List<BilledUse> uses =
                List.of(
                        use("2.10", NOVEMBER, 3_600, 1),
                        use("2.10", NOVEMBER.minusSeconds(3_600), 3_600, 1));

        assertThat(InvoiceAssembly.lines(uses, NOVEMBER, NO_TAX))
                .extracting(line -> line.content().what())
                .containsExactly(What.USAGE, What.ADJUSTMENT);
    }

    @Test
    void aProviderEarnsItsOwnPriceForTheSameSeconds() {
        // 8 GPUs in one instance at 8.00 an hour, sold at 1.04 a GPU-hour.
        BilledUse use = use(null, "1.04", NOVEMBER, 1_800, 8, "8.00 USD", "8.00 USD", 1);

        Accrual accrual = onlyAccrual(use);

        assertThat(accrual.payable()).isEqualTo(LedgerAmount.of("4.00", "USD"));
        assertThat(accrual.cost()).isEqualTo(LedgerAmount.of("4.00", "USD"));
        assertThat(accrual.subsidy().isZero()).isTrue();
        assertThat(accrual.gpusPerInstance()).isEqualTo(8);
    }

    @Test
    void aPriceThatRoseSinceTheQuoteIsTheBrokersLoss() {
        BilledUse use = use(null, "2.00", NOVEMBER, 3_600, 1, "1.03 USD", "1.00 USD", 1);

        Accrual accrual = onlyAccrual(use);

        assertThat(accrual.payable()).isEqualTo(LedgerAmount.of("1.03", "USD"));
        assertThat(accrual.cost()).isEqualTo(LedgerAmount.of("1.00", "USD"));
        assertThat(accrual.subsidy()).isEqualTo(LedgerAmount.of("0.03", "USD"));
    }

    @Test
    void aPriceThatFellIsPaidAsItIs() {
        BilledUse use = use(null, "2.00", NOVEMBER, 3_600, 1, "0.90 USD", "1.00 USD", 1);

        assertThat(onlyAccrual(use).payable()).isEqualTo(LedgerAmount.of("0.90", "USD"));
        assertThat(onlyAccrual(use).subsidy().isZero()).isTrue();
    }

    @Test
    void whatTheBuyerIsNotChargedForIsSubsidy() {
        BilledUse use = use(null, "0.80", NOVEMBER, 3_600, 1, "1.00 USD", "1.00 USD", 1);

        assertThat(onlyAccrual(use).cost()).isEqualTo(LedgerAmount.of("0.80", "USD"));
        assertThat(onlyAccrual(use).subsidy()).isEqualTo(LedgerAmount.of("0.20", "USD"));
    }

    @Test
    void aProviderIsOwedItsOwnCurrencyAndCostsTheBuyers() {
        BilledUse use = use(null, "2.10", NOVEMBER, 3_600, 1, "9.00 CNY", "9.00 CNY", 1);

        assertThat(onlyAccrual(use).payable()).isEqualTo(LedgerAmount.of("9.00", "CNY"));
        assertThat(onlyAccrual(use).cost()).isEqualTo(LedgerAmount.of("1.26", "USD"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("any use: no second is lost, each line is rounded once, the order changes nothing")
    void linesAddUp(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<BilledUse> uses = new ArrayList<>();
        Instant from = NOVEMBER;
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            long seconds = random.nextLong(1, 90_000);
            int gpus = 1 << random.nextInt(4);
            uses.add(
                    use(
                            random.nextBoolean() ? null : "p" + random.nextInt(2),
                            random.nextBoolean() ? "2.100001" : "0.933333",
                            from,
                            seconds,
                            gpus,
                            random.nextBoolean() ? "0.9 USD" : "6.5 CNY",
                            random.nextBoolean() ? "0.9 USD" : "0.88 USD",
                            gpus));
            from = from.plusSeconds(seconds);
        }
        uses.replaceAll(InvoiceAssemblyTest::quotedInItsCurrency);

        List<DraftLine> lines = InvoiceAssembly.lines(uses, NOVEMBER, VAT);

        assertThat(lines.stream().mapToLong(line -> line.content().gpuSeconds()).sum())
                .isEqualTo(uses.stream().mapToLong(use -> use.window().gpuSeconds()).sum());
        for (DraftLine line : lines) {
            InvoiceLine.Content content = line.content();
            BigDecimal exact =
                    content.rate()
                            .perHour()
                            .amount()
                            .multiply(BigDecimal.valueOf(content.gpuSeconds()))
                            .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP);
            assertThat(content.amount().amount()).isEqualByComparingTo(exact);
            assertThat(line.accruals().stream().mapToLong(Accrual::gpuSeconds).sum())
                    .isEqualTo(content.gpuSeconds());
            assertThat(line.accruals().stream().mapToLong(a -> a.cost().minorUnits()).sum())
                    .isLessThanOrEqualTo(content.amount().minorUnits());
        }
        List<BilledUse> shuffled = new ArrayList<>(uses);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(InvoiceAssembly.lines(shuffled, NOVEMBER, VAT))
                .extracting(DraftLine::content, DraftLine::accruals)
                .isEqualTo(
                        lines.stream()
                                .map(line ->
                                        org.assertj.core.groups.Tuple.tuple(
                                                line.content(), line.accruals()))
                                .toList());
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(PAST_FAILURES), new SplittableRandom(20_261_124).longs(1_000));
    }

    private static Accrual onlyAccrual(BilledUse use) {
        List<DraftLine> lines = InvoiceAssembly.lines(List.of(use), NOVEMBER, NO_TAX);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().accruals()).hasSize(1);
        return lines.getFirst().accruals().getFirst();
    }

    private static List<String> amounts(List<BilledUse> uses, TaxRate tax) {
        return InvoiceAssembly.lines(uses, NOVEMBER, tax).stream()
                .map(line -> line.content().amount().amount().toPlainString())
                .toList();
    }

    private static BilledUse use(String rate, Instant from, long seconds, int gpus) {
        return use(null, rate, from, seconds, gpus);
    }

    private static BilledUse use(
            @Nullable String project, String rate, Instant from, long seconds, int gpus) {
        return use(project, rate, from, seconds, gpus, "0.50 USD", "0.50 USD", gpus);
    }

    private static BilledUse use(
            @Nullable String project,
            String rate,
            Instant from,
            long seconds,
            int gpus,
            String price,
            String quoted,
            int instances) {
        Money instancePrice = money(price);
        return new BilledUse(
                new UsageId(UUID.randomUUID()),
                project,
                "STANDARD",
                "a100-sxm-80",
                new HourlyRate(Money.of(rate, "USD")),
                new UsageWindow(from, from.plusSeconds(seconds), gpus),
                PROVIDER,
                instancePrice,
                money(quoted),
                instances,
                instancePrice.currency().getCurrencyCode().equals("USD")
                        ? BigDecimal.ONE
                        : CNY_IN_USD);
    }

    private static BilledUse quotedInItsCurrency(BilledUse use) {
        Money quoted = new Money(use.quotedPrice().micros(), use.instancePrice().currency());
        return new BilledUse(
                use.usage(),
                use.project(),
                use.tier(),
                use.chip(),
                use.rate(),
                use.window(),
                use.providerOrganisation(),
                use.instancePrice(),
                quoted,
                use.instances(),
                use.exchange());
    }

    private static Money money(String text) {
        String[] parts = text.split(" ", 2);
        return Money.of(parts[0], parts[1]);
    }
}
