package gridfare.billing.invoice;

import static java.math.RoundingMode.HALF_UP;
import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import gridfare.domain.invoice.InvoiceLine;
import gridfare.domain.invoice.InvoiceLine.What;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.pricing.rating.ChargeLine;
import gridfare.pricing.rating.Period;
import gridfare.pricing.rating.RatedUse;
import gridfare.pricing.rating.Rating;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns usage windows into the lines of one invoice: one line for each (project, tier, chip, rate,
/// tax class), multiplied once, rounded once, taxed by itself. Pure.
final class InvoiceAssembly {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
    private static final BigDecimal MINOR = BigDecimal.TEN;

    private InvoiceAssembly() {}

    /// What sets lines apart beside the rate. Compute is the only tax class.
    private record LineKey(What what, @Nullable String project, String tier, String chip) {}

    private record PriceKey(
            OrganisationId provider,
            Money instancePrice,
            Money quotedPrice,
            int gpusPerInstance,
            BigDecimal exchange) {}

    /// The lines for `uses`, all in one currency, in an order that does not depend on theirs.
    ///
    /// @param periodStart use that ended by then belongs to a period that was invoiced without it
    static List<DraftLine> lines(List<BilledUse> uses, Instant periodStart, TaxRate tax) {
        if (uses.isEmpty()) {
            return List.of();
        }
        Map<LineKey, Map<HourlyRate, List<BilledUse>>> beneath =
                uses.stream()
                        .collect(
                                groupingBy(
                                        use -> key(use, periodStart),
                                        LinkedHashMap::new,
                                        groupingBy(BilledUse::rate, LinkedHashMap::new, toList())));
        List<RatedUse<LineKey>> rated =
                uses.stream()
                        .map(use -> new RatedUse<>(key(use, periodStart), use.rate(), use.window()))
                        .toList();
        return Rating.charge(span(uses), rated).stream()
                .sorted(order())
                .map(charge -> line(charge, list(beneath, charge), tax))
                .toList();
    }

    private static DraftLine line(ChargeLine<LineKey> charge, List<BilledUse> uses, TaxRate tax) {
        LineKey key = charge.key();
        Period span = span(uses);
        return new DraftLine(
                new InvoiceLine.Content(
                        key.what(),
                        key.project(),
                        key.tier(),
                        key.chip(),
                        charge.rate(),
                        charge.gpuSeconds(),
                        charge.amount(),
                        tax.rate(),
                        tax.rate().of(charge.amount()),
                        tax.reason(),
                        span.start(),
                        span.end()),
                uses.stream().map(BilledUse::usage).toList(),
                accruals(uses, charge.amount()));
    }

    /// What providers earn: their own price × the same GPU-seconds, added up for each price before
    /// it is rounded once. What that is beyond the quoted price, or beyond the whole line, is the
    /// broker's loss.
    private static List<Accrual> accruals(List<BilledUse> uses, LedgerAmount charged) {
        Map<PriceKey, Long> seconds = new LinkedHashMap<>();
        uses.stream()
                .sorted(
                        comparing((BilledUse use) -> use.providerOrganisation().uuid())
                                .thenComparing(use -> use.instancePrice().micros())
                                .thenComparing(use -> use.quotedPrice().micros())
                                .thenComparing(BilledUse::usage, comparing(id -> id.uuid())))
                .forEach(use ->
                        seconds.merge(priceKey(use), use.window().gpuSeconds(), Math::addExact));
        List<Accrual> accruals = new ArrayList<>();
        LedgerAmount left = charged;
        for (Map.Entry<PriceKey, Long> entry : seconds.entrySet()) {
            PriceKey price = entry.getKey();
            long gpuSeconds = entry.getValue();
            BigDecimal instanceSeconds = instanceSeconds(gpuSeconds, price.gpusPerInstance());
            LedgerAmount payable =
                    rounded(
                            price.instancePrice().amount(),
                            instanceSeconds,
                            price.instancePrice().currency());
            LedgerAmount paid =
                    inBuyersCurrency(price.instancePrice(), instanceSeconds, price, charged);
            LedgerAmount agreed =
                    inBuyersCurrency(price.quotedPrice(), instanceSeconds, price, charged);
            LedgerAmount covered = least(least(paid, agreed), left);
            left = left.minus(covered);
            accruals.add(
                    new Accrual(
                            price.provider(),
                            price.instancePrice(),
                            price.gpusPerInstance(),
                            gpuSeconds,
                            payable,
                            covered,
                            paid.minus(covered)));
        }
        return accruals;
    }

    /// GPU-seconds as instance-seconds; divided by 3 600 only when multiplied, so nothing is
    /// rounded twice.
    private static BigDecimal instanceSeconds(long gpuSeconds, int gpusPerInstance) {
        if (gpuSeconds % gpusPerInstance != 0) {
            throw new IllegalArgumentException(
                    "%d GPU-seconds are no whole instance-seconds of %d GPUs."
                            .formatted(gpuSeconds, gpusPerInstance));
        }
        return BigDecimal.valueOf(gpuSeconds / gpusPerInstance);
    }

    private static LedgerAmount inBuyersCurrency(
            Money instancePrice, BigDecimal instanceSeconds, PriceKey price, LedgerAmount charged) {
        return rounded(
                instancePrice.amount().multiply(price.exchange()),
                instanceSeconds,
                charged.currency());
    }

    private static LedgerAmount rounded(BigDecimal perHour, BigDecimal seconds, Currency currency) {
        BigDecimal amount =
                perHour.multiply(seconds)
                        .multiply(MINOR.pow(Math.max(0, currency.getDefaultFractionDigits())))
                        .divide(SECONDS_PER_HOUR, 0, HALF_UP);
        return new LedgerAmount(amount.longValueExact(), currency);
    }

    private static LedgerAmount least(LedgerAmount one, LedgerAmount other) {
        return one.exceeds(other) ? other : one;
    }

    private static PriceKey priceKey(BilledUse use) {
        int gpus = use.window().gpus();
        if (gpus % use.instances() != 0) {
            throw new IllegalArgumentException(
                    "%s: %d GPUs in %d instances.".formatted(use.usage(), gpus, use.instances()));
        }
        return new PriceKey(
                use.providerOrganisation(),
                use.instancePrice(),
                use.quotedPrice(),
                gpus / use.instances(),
                use.exchange());
    }

    private static LineKey key(BilledUse use, Instant periodStart) {
        What what = use.window().end().isAfter(periodStart) ? What.USAGE : What.ADJUSTMENT;
        return new LineKey(what, use.project(), use.tier(), use.chip());
    }

    private static List<BilledUse> list(
            Map<LineKey, Map<HourlyRate, List<BilledUse>>> beneath, ChargeLine<LineKey> charge) {
        return beneath.getOrDefault(charge.key(), Map.of()).getOrDefault(charge.rate(), List.of());
    }

    private static Period span(List<BilledUse> uses) {
        Instant start = uses.getFirst().window().start();
        Instant end = uses.getFirst().window().end();
        for (BilledUse use : uses) {
            if (use.window().start().isBefore(start)) start = use.window().start();
            if (use.window().end().isAfter(end)) end = use.window().end();
        }
        return new Period(start, end);
    }

    private static Comparator<ChargeLine<LineKey>> order() {
        return comparing((ChargeLine<LineKey> line) -> line.key().what())
                .thenComparing(line -> line.key().project(), nullsFirst(naturalOrder()))
                .thenComparing(line -> line.key().tier())
                .thenComparing(line -> line.key().chip())
                .thenComparing(ChargeLine::rate);
    }
}
