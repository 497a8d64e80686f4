package gridfare.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.market.Stock;
import gridfare.pricing.match.DataSet;
import gridfare.pricing.match.IndexedMatcher;
import gridfare.pricing.match.Markets;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.RankBy;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.TrainingStep;
import gridfare.pricing.match.World;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.place.Place;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.Interconnect;
import gridfare.pricing.resource.WorkloadKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nonsense is refused by name or answered: 100 000 requests and markets of hostile numbers, each
/// either an [IllegalArgumentException] that says what is wrong, where the value is made, or a
/// decision. The seed is in the test's name: after a failure, add it to `PAST_FAILURES` before the
/// repair.
class MalformedFuzzTest {

    private static final long[] PAST_FAILURES = {};
    private static final int EACH = 1_000;

    private static final PricingTerms TERMS =
            PricingTerms.starting(new TaxRule(BasisPoints.percent(6), "test"));

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isAnsweredOrRefused(long seed) {
        var random = new SplittableRandom(seed);
        int decided = 0;
        int refused = 0;
        for (int i = 0; i < EACH; i++) {
            World world = Markets.world(market(random), Markets.USD);
            Request request = orRefused(() -> request(random));
            if (request == null) {
                refused++;
                continue;
            }
            try {
                QuoteDecision decision =
                        new QuoteEngine(new IndexedMatcher())
                                .quote(request, world, TERMS, new Utilisation(Map.of()));
                assertThat(decision.ruledOut().candidates())
                        .isEqualTo(world.market().offers().size());
                decided++;
            } catch (RuntimeException crash) {
                String where =
                        Arrays.stream(crash.getStackTrace())
                                .limit(12)
                                .map(StackTraceElement::toString)
                                .collect(Collectors.joining("\n"));
                fail(
                        "%s%n%s%n%s among %s"
                                .formatted(crash, where, request, world.market().offers()),
                        crash);
            }
        }
        // Neither side may starve the other.
        assertThat(decided).isGreaterThan(EACH / 10);
        assertThat(refused).isGreaterThan(EACH / 10);
    }

    private static <T> @Nullable T orRefused(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
            return null;
        }
    }

    private static MarketSnapshot market(SplittableRandom random) {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Site made = orRefused(() -> site(random));
            if (made != null && sites.stream().noneMatch(known -> known.id().equals(made.id()))) {
                sites.add(made);
            }
        }
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            long id = i;
            Offer made = orRefused(() -> offer(random, id));
            if (made != null) offers.add(made);
        }
        return new MarketSnapshot(sites, offers, random.nextLong());
    }

    private static Site site(SplittableRandom random) {
        return new Site(
                new SiteId(new UUID(2, random.nextInt(5))),
                new ProviderId(new UUID(3, random.nextInt(3))),
                "",
                new Place(
                        pick(random, List.of("CN-GZ", "CN-GZ", "SG-01", "CN", "", "\0", "cn_sh")),
                        new Coordinates(
                                random.nextBoolean() ? 26.65 : number(random),
                                random.nextBoolean() ? 106.63 : number(random)),
                        "x"),
                pick(random, List.of(SiteKind.values())),
                new gridfare.pricing.energy.GridZone("CN-GZ"),
                random.nextInt(3) > 0 ? 1.3 : number(random),
                random.nextInt(3) > 0 ? 15 : number(random));
    }

    private static Offer offer(SplittableRandom random, long id) {
        return new Offer(
                new OfferId(new UUID(1, id)),
                new PoolId(new UUID(4, id)),
                new ProviderId(new UUID(3, random.nextInt(3))),
                new SiteId(new UUID(2, random.nextInt(5))),
                pick(
                        random,
                        List.of(Markets.A100, Markets.H100, Markets.UNKNOWN, Markets.UNMEASURED)),
                "\uD800",
                random.nextBoolean() ? 8 : whole(random),
                pick(random, List.of(PurchaseOption.values())),
                new Money(
                        random.nextBoolean() ? 10_000_000 : huge(random),
                        pick(random, List.of(Markets.USD, Markets.CNY))),
                random.nextBoolean() ? 1_250_000 : huge(random),
                pick(random, List.of(Interconnect.values())),
                random.nextBoolean() ? 4 : whole(random),
                pick(random, List.of(Stock.values())),
                instant(random),
                random.nextInt(4) > 0 ? null : instant(random),
                random.nextLong());
    }

    private static Request request(SplittableRandom random) {
        int gpus = random.nextInt(4) > 0 ? 1 + random.nextInt(32) : whole(random);
        Need need =
                random.nextBoolean()
                        ? new Need.Capacity(
                                gpus,
                                random.nextInt(4) > 0
                                        ? Duration.ofHours(1)
                                        : Duration.ofSeconds(huge(random)))
                        : new Need.Work(
                                pick(
                                        random,
                                        List.of(
                                                BigDecimal.ONE,
                                                new BigDecimal("1e9"),
                                                new BigDecimal("1e-300"),
                                                new BigDecimal("-1"),
                                                new BigDecimal("1e400"),
                                                BigDecimal.ZERO)),
                                gpus,
                                instant(random));
        var builder =
                Request.builder(need)
                        .workloadKind(pick(random, List.of(WorkloadKind.values())))
                        .tier(pick(random, List.of(QosTier.values())))
                        .rankBy(pick(random, List.of(RankBy.values())));
        for (int i = random.nextInt(3); i > 0; i--) {
            switch (random.nextInt(15)) {
                case 0 -> builder.memoryGibPerGpu(whole(random));
                case 1 -> builder.near(new Coordinates(number(random), number(random)));
                case 2 ->
                        builder.near(Markets.GUIYANG.coordinates()).maxRoundTripMs(number(random));
                case 3 -> builder.maxRoundTripMs(number(random));
                case 4 -> builder.minRenewableShare(number(random));
                case 5 -> builder.earliestStart(instant(random));
                case 6 -> builder.latestStart(instant(random));
                case 7 -> builder.budget(new Money(huge(random), Markets.USD));
                case 8 -> builder.co2PricePerKg(new Money(huge(random), Markets.USD));
                case 9 -> builder.timePricePerHour(new Money(huge(random), Markets.USD));
                case 10 ->
                        builder.dataSet(new DataSet(number(random), Markets.GUIYANG.coordinates()));
                case 11 -> builder.checkpointBytes(number(random));
                case 12 ->
                        builder.step(
                                new TrainingStep(
                                        number(random),
                                        number(random),
                                        TrainingStep.Exchange.SYNCHRONOUS));
                case 13 ->
                        builder.jurisdictions(
                                Set.of(
                                        new Jurisdiction(
                                                pick(random, List.of("CN", "", "cn", "ZZ-999")))));
                default -> {
                    builder.chips(Set.of(new ChipId(pick(random, List.of("a100", "x")))));
                    builder.spread(Spread.upToSites(random.nextInt(-1, 20)));
                }
            }
        }
        return builder.build();
    }

    private static double number(SplittableRandom random) {
        return pick(
                random,
                List.of(
                        0.0,
                        -0.0,
                        -1.0,
                        0.5,
                        1.0,
                        45.0,
                        1e6,
                        1e300,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY));
    }

    private static int whole(SplittableRandom random) {
        return pick(
                random,
                List.of(
                        0,
                        -1,
                        1,
                        7,
                        1_000,
                        1_000_000,
                        1_000_001,
                        Integer.MAX_VALUE,
                        Integer.MIN_VALUE));
    }

    private static long huge(SplittableRandom random) {
        return pick(
                random,
                List.of(
                        0L,
                        -1L,
                        1L,
                        86_400_000L,
                        1_000_000_000_000L,
                        Long.MAX_VALUE / 2,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE));
    }

    private static Instant instant(SplittableRandom random) {
        return pick(
                random,
                List.of(
                        Markets.NOW,
                        Markets.NOW.plusSeconds(86_400),
                        Markets.NOW.minusSeconds(86_400),
                        Markets.NOW.plusNanos(1),
                        Instant.EPOCH,
                        Instant.MAX,
                        Instant.MIN));
    }

    private static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(PAST_FAILURES),
                new SplittableRandom().longs(Integer.getInteger("seeds", 100)));
    }
}
