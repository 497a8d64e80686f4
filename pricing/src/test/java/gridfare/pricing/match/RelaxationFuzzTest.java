package gridfare.pricing.match;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.match.RuledOut.Relaxation;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Relaxations against trying them: one that is proposed lets an offer through, and at one site the
/// least bit less of it lets none. What a policy decides is never proposed. The seed is in the
/// test's name: after a failure, add it to `PAST_FAILURES` before the repair.
class RelaxationFuzzTest {

    private static final long[] PAST_FAILURES = {};

    private static final Set<Constraint> NEVER =
            EnumSet.of(Constraint.JURISDICTION, Constraint.PROVIDER, Constraint.CURRENCY);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachIsTheLeastThatHelps(long seed) {
        var random = new SplittableRandom(seed);
        World world = Markets.world(Markets.random(random, 1 + random.nextInt(60)), Markets.USD);
        for (int i = 0; i < 4; i++) {
            Request request = Markets.request(random, Markets.USD);
            RuledOut before = new IndexedMatcher().match(request, world).ruledOut();
            for (Relaxation relaxation : before.relaxations()) {
                assertThat(NEVER).doesNotContain(relaxation.constraint());
                Request relaxed = relaxed(request, relaxation.constraint(), relaxation.limit());
                // A bound replaces the rule that real-time work runs at the edge next door, so it
                // may lose offers that only the rule kept.
                boolean replacesRule =
                        relaxation.constraint() == Constraint.ROUND_TRIP
                                && request.maxRoundTripMs() == null;
                assertThat(kept(relaxed, world))
                        .as("%s at %s", relaxation, request)
                        .isGreaterThan(replacesRule ? 0 : before.kept());
                if (replacesRule) continue;
                double less = less(relaxation);
                // A limit is that of an offer alone: sites that are too small may share a cluster
                // from a milder one on.
                if (less <= 0 || request.spread().kind() == Spread.Kind.SITES) continue;
                Request nearly = relaxed(request, relaxation.constraint(), less);
                assertThat(kept(nearly, world))
                        .as("less than %s at %s", relaxation, request)
                        .isEqualTo(before.kept());
            }
        }
    }

    private static int kept(Request request, World world) {
        return new ExhaustiveMatcher().match(request, world).ruledOut().kept();
    }

    private static double less(Relaxation relaxation) {
        double limit = relaxation.limit();
        return switch (relaxation.constraint()) {
            case MEMORY, NODE_SIZE, CAPACITY -> limit + 1;
            case RENEWABLE_SHARE -> Math.nextUp(limit);
            case ROUND_TRIP -> Math.nextDown(limit);
            default -> limit - 1; // START_WINDOW and DEADLINE, in seconds
        };
    }

    private static Request relaxed(Request request, Constraint constraint, double limit) {
        return switch (constraint) {
            case MEMORY -> request.with().memoryGibPerGpu((int) limit).build();
            case RENEWABLE_SHARE -> request.with().minRenewableShare(limit).build();
            case ROUND_TRIP -> request.with().maxRoundTripMs(limit).build();
            case START_WINDOW -> {
                var latest = request.latestStart();
                yield request.with()
                        .latestStart(latest == null ? null : latest.plusSeconds((long) limit))
                        .build();
            }
            case NODE_SIZE, CAPACITY ->
                    switch (request.need()) {
                        case Need.Capacity need ->
                                request.with(new Need.Capacity((int) limit, need.duration()))
                                        .build();
                        case Need.Work need ->
                                request.with(
                                                new Need.Work(
                                                        need.referenceGpuHours(),
                                                        (int) limit,
                                                        need.deadline()))
                                        .build();
                    };
            case DEADLINE -> {
                var work = (Need.Work) request.need();
                yield request.with(
                                new Need.Work(
                                        work.referenceGpuHours(),
                                        work.gpus(),
                                        work.deadline().plusSeconds((long) limit)))
                        .build();
            }
            default -> throw new AssertionError(constraint + " has no limit to relax.");
        };
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(PAST_FAILURES),
                new SplittableRandom().longs(Integer.getInteger("seeds", 1_000)));
    }
}
