package gridfare.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.market.Offer;
import gridfare.pricing.match.IndexedMatcher;
import gridfare.pricing.match.Markets;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.World;
import gridfare.pricing.money.BasisPoints;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Asking for less never costs more, and more to choose from is never worse. The seed is in the
/// test's name: after a failure, add it to `PAST_FAILURES` before the repair.
///
/// Requests are for one site, and may be relaxed to several. Among virtual clusters it does not
/// hold to the micro: they are sought by the providers' own USD prices, while a total also counts
/// data transfer, interruptions and dated exchange rates.
class MonotonyFuzzTest {

    private static final long[] PAST_FAILURES = {};

    private static final PricingTerms TERMS =
            PricingTerms.starting(new TaxRule(BasisPoints.percent(6), "test"));

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void holds(long seed) {
        var random = new SplittableRandom(seed);
        World world = Markets.world(Markets.random(random, 1 + random.nextInt(60)), Markets.USD);
        World fewer = without(random, world);
        for (int i = 0; i < 4; i++) {
            Request any = Markets.request(random, Markets.USD);
            boolean shared = any.spread().kind() == Spread.Kind.SITES;
            Request request = shared ? any.with().spread(Spread.SITE).build() : any;
            OptionalLong asked = cheapest(request, world);
            if (asked.isPresent()) {
                Request relaxed = relaxed(random, request);
                assertThat(cheapest(relaxed, world)).as("%s", relaxed).isPresent();
                assertThat(cheapest(relaxed, world).getAsLong())
                        .as("%s, relaxed to %s", request, relaxed)
                        .isLessThanOrEqualTo(asked.getAsLong());
            }
            OptionalLong ofFewer = cheapest(request, fewer);
            if (ofFewer.isPresent()) {
                assertThat(asked).isPresent();
                assertThat(asked.getAsLong()).isLessThanOrEqualTo(ofFewer.getAsLong());
            }
        }
    }

    /// What the cheapest option costs on average; the cheapest is always among those shown.
    private static OptionalLong cheapest(Request request, World world) {
        QuoteDecision decision =
                new QuoteEngine(new IndexedMatcher())
                        .quote(request, world, TERMS, new Utilisation(Map.of()));
        if (!(decision instanceof QuoteDecision.Quoted quoted)) return OptionalLong.empty();
        return quoted.options().stream()
                .mapToLong(option -> {
                    var loss = option.expectedLoss();
                    return option.total().micros() + (loss == null ? 0 : loss.micros());
                })
                .min();
    }

    private static World without(SplittableRandom random, World world) {
        List<Offer> some =
                world.market().offers().stream().filter(_ -> random.nextInt(3) > 0).toList();
        return new World(
                new MarketSnapshot(world.market().sites(), some, 1),
                world.chips(),
                world.energy(),
                world.exchange(),
                world.assumptions(),
                world.now(),
                world.wallNow());
    }

    /// One constraint less. The deadline of work stays: later ends may take other numbers of
    /// machines, and whole seconds on fewer of them may cost a second more.
    private static Request relaxed(SplittableRandom random, Request request) {
        var builder = request.with();
        return switch (random.nextInt(11)) {
            case 0 -> builder.chips(Set.of()).build();
            case 1 -> builder.memoryGibPerGpu(0).build();
            case 2 -> builder.numberFormat(null).build();
            case 3 -> builder.interconnects(Set.of()).build();
            case 4 ->
                    request.tier() == QosTier.REALTIME
                            ? builder.near(null).maxRoundTripMs(null).build()
                            : builder.maxRoundTripMs(null).build();
            case 5 -> builder.jurisdictions(Set.of()).build();
            case 6 -> builder.latestStart(null).build();
            case 7 -> builder.minRenewableShare(null).build();
            case 8 -> builder.allowedProviders(Set.of()).deniedProviders(Set.of()).build();
            case 9 -> builder.budget(null).build();
            default ->
                    switch (request.spread().kind()) {
                        case NODE -> builder.spread(Spread.SITE).build();
                        case SITE, SITES ->
                                request.need() instanceof Need.Capacity
                                        ? builder.spread(Spread.upToSites(5)).build()
                                        : builder.build();
                    };
        };
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(PAST_FAILURES),
                new SplittableRandom().longs(Integer.getInteger("seeds", 1_000)));
    }
}
