package gridfare.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.money.BasisPoints;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Surge never falls, never leaps and never passes its cap, whatever an operator enters.
class SurgeCurveFuzzTest {

    private static final int FULL = 10_000;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isBoundedContinuousAndNonDecreasing(long seed) {
        var random = new SplittableRandom(seed);
        int from = random.nextInt(FULL);
        int cap = random.nextInt(30_000);
        var curve = new SurgeCurve(new BasisPoints(from), new BasisPoints(cap));

        // In a straight line each basis point of use adds cap / range, and rounding at most one.
        double steepest = (double) cap / (FULL - from) + 1;
        int before = curve.surchargeAt(BasisPoints.ZERO).value();
        assertThat(before).isZero();
        for (int use = 1; use <= FULL + 500; use++) {
            int now = curve.surchargeAt(new BasisPoints(use)).value();
            assertThat(now).isBetween(before, cap);
            assertThat(now - before).isLessThanOrEqualTo((int) Math.ceil(steepest));
            if (use <= from) assertThat(now).isZero();
            before = now;
        }
        assertThat(before).isEqualTo(cap);
    }

    static LongStream seeds() {
        return new SplittableRandom().longs(Integer.getInteger("seeds", 50));
    }
}
