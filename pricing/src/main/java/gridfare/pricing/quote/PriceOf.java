package gridfare.pricing.quote;

import gridfare.pricing.market.Offer;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.DataSet;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.World;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What candidates cost: rates from frozen parts, data transfer and tax.
final class PriceOf {

    private final Request request;
    private final World world;
    private final PricingTerms terms;
    private final Utilisation utilisation;
    private final Currency currency;
    private final Asking asking;
    private final FootprintOf footprints;
    private final InterruptionOf interruptions;
    private final ScalingOf scalings;
    private final Map<ChipId, BasisPoints> surcharges = new HashMap<>();

    PriceOf(Asking asking) {
        this.asking = asking;
        this.request = asking.request();
        this.world = asking.world();
        this.terms = asking.terms();
        this.utilisation = asking.utilisation();
        this.currency = asking.currency();
        this.interruptions = new InterruptionOf(asking);
        this.scalings = new ScalingOf(asking);
        this.footprints =
                new FootprintOf(world.energy(), world.assumptions(), request.workloadKind());
    }

    /// Empty where it would cost more than [Money] holds.
    Optional<Priced> price(Candidate candidate) {
        try {
            return Optional.of(priced(candidate));
        } catch (ArithmeticException beyond) {
            return Optional.empty();
        }
    }

    private Priced priced(Candidate candidate) {
        List<RateParts> parts = new ArrayList<>(candidate.legs().size());
        List<HourlyRate> rates = new ArrayList<>(candidate.legs().size());
        Money compute = Money.zero(currency);
        Money most = Money.zero(currency);
        Duration age = Duration.ZERO;
        for (Candidate.Leg leg : candidate.legs()) {
            RateParts legParts = parts(leg.offer(), candidate);
            HourlyRate rate = legParts.rate();
            parts.add(legParts);
            rates.add(rate);
            compute =
                    compute.plus(
                            rate.estimateFor(gpuSeconds(leg, candidate.time().expectedSeconds())));
            most = most.plus(rate.estimateFor(gpuSeconds(leg, candidate.time().highSeconds())));
            Duration legAge = leg.offer().age(world.wallNow());
            if (legAge.compareTo(age) > 0) age = legAge;
        }
        Money transfer = transfer(candidate);
        Reliability.Interruption interruption = interruptions.of(candidate);
        return new Priced(
                candidate,
                List.copyOf(parts),
                List.copyOf(rates),
                compute,
                transfer,
                taxed(compute.plus(transfer)),
                taxed(most.plus(transfer)),
                footprints.of(candidate),
                interruption,
                interruption == null
                        ? null
                        : ReliabilityOf.share(taxed(compute), interruption.extraShare()),
                scalings.of(candidate),
                age,
                age.compareTo(world.assumptions().freshness()) > 0
                        || candidate.legs().stream()
                                .anyMatch(leg ->
                                        world.assumptions()
                                                .silent()
                                                .contains(leg.offer().provider())));
    }

    private static long gpuSeconds(Candidate.Leg leg, long seconds) {
        return Math.multiplyExact(leg.gpus(), seconds);
    }

    private RateParts parts(Offer offer, Candidate candidate) {
        return RateParts.of(
                offer.pricePerGpuHour(),
                terms.brokerFee(),
                terms.premium(request.tier()),
                surcharges.computeIfAbsent(
                        candidate.chip().id(),
                        chip ->
                                terms.surge()
                                        .surchargeAt(
                                                utilisation.of(
                                                        request.tier(),
                                                        candidate.chip().chipClass()))),
                terms.rebate(offer.provider()),
                asking.exchange(offer.pricePerInstanceHour().currency()));
    }

    /// The data set goes to every site it is not at: each leg needs all of it.
    private Money transfer(Candidate candidate) {
        DataSet dataSet = request.dataSet();
        if (dataSet == null) return Money.zero(currency);
        long sites =
                candidate.legs().stream()
                        .filter(leg -> !dataSet.isAt(leg.site().place().coordinates()))
                        .count();
        if (sites == 0) return Money.zero(currency);
        BigDecimal gb = BigDecimal.valueOf(dataSet.bytes()).movePointLeft(9);
        Money price = terms.transferPricePerGb();
        BigDecimal each =
                price.amount().multiply(gb).multiply(asking.exchange(price.currency()).rate());
        return Money.nearest(each, currency).times(sites);
    }

    private Money taxed(Money net) {
        return net.plus(terms.tax().rate().of(net));
    }
}
