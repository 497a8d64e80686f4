package gridfare.pricing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Oracles of product.md, "Honest figures".
class TrustTest {

    private static final double MTBF_SECONDS = 6.3 * 3_600;

    @Test
    void eightGpusForADayFailWithOneInTwoHundredAndSixtyFive() {
        double mtbf = Failure.mtbfHours(50_677, 8);
        assertThat(Failure.probability(mtbf, 24)).isCloseTo(0.00378, within(0.000005));
        assertThat(Failure.expected(mtbf, 24)).isCloseTo(0.003789, within(0.000001));
    }

    @Test
    void aLargeRunFailsEveryThreeHours() {
        assertThat(Failure.mtbfHours(50_677, 16_384)).isCloseTo(3.09, within(0.005));
    }

    @Test
    void youngAndDalyAtAMinuteACheckpoint() {
        assertThat(Checkpoints.youngInterval(MTBF_SECONDS, 60)).isCloseTo(1_650, within(1.0));
        assertThat(Checkpoints.dalyInterval(MTBF_SECONDS, 60)).isCloseTo(1_610, within(1.0));
        double young = Checkpoints.youngInterval(MTBF_SECONDS, 60);
        assertThat(Checkpoints.overhead(MTBF_SECONDS, 60, 0, young))
                .isCloseTo(0.0764, within(0.00005));
    }

    @ParameterizedTest(name = "M = {0} min: every {1} min")
    @CsvSource({"1440, 117, 0.5", "360, 57, 0.5", "15, 9.1, 0.05"})
    void dalyAtFiveMinutesACheckpoint(double mtbfMinutes, double interval, double tolerance) {
        assertThat(Checkpoints.dalyInterval(mtbfMinutes, 5)).isCloseTo(interval, within(tolerance));
    }

    @Test
    void dalyIsTheMtbfWhereWritingTakesTwiceAsLong() {
        assertThat(Checkpoints.dalyInterval(100, 200)).isEqualTo(100);
        assertThat(Checkpoints.dalyInterval(100, 5_000)).isEqualTo(100);
    }

    @Test
    void dalyWastesNoMoreThanYoungOrItsNeighbours() {
        double daly = Checkpoints.dalyInterval(MTBF_SECONDS, 300);
        double best = Checkpoints.overhead(MTBF_SECONDS, 300, 900, daly);
        for (double factor : new double[] {0.5, 0.8, 1.25, 2}) {
            assertThat(Checkpoints.overhead(MTBF_SECONDS, 300, 900, daly * factor))
                    .isGreaterThan(best);
        }
        double young = Checkpoints.youngInterval(MTBF_SECONDS, 300);
        assertThat(Checkpoints.overhead(MTBF_SECONDS, 300, 900, young))
                .isGreaterThanOrEqualTo(best);
    }

    @ParameterizedTest(name = "{0} of {1} at 99.5 % each: {2}")
    @CsvSource({"8, 8, 0.9607, 0.00005", "1000, 1005, 0.612, 0.0005", "1000, 1010, 0.986, 0.0005"})
    void sparesKeepARunWhole(int needed, int total, double probability, double tolerance) {
        assertThat(Spares.probability(needed, total, 0.995))
                .isCloseTo(probability, within(tolerance));
    }

    /// 1 − 0.995^1000 = 99.33 %, not 86 %.
    @Test
    void aThousandNodesAreHardlyEverAllUp() {
        assertThat(1 - Spares.probability(1_000, 1_000, 0.995)).isCloseTo(0.9933, within(0.00005));
    }

    @Test
    void theFewestSparesAreThoseThatReachTheTarget() {
        assertThat(Spares.fewest(1_000, 0.995, 0.985, 100)).hasValue(10);
        assertThat(Spares.fewest(1_000, 0.995, 0.99, 100)).hasValue(11);
        assertThat(Spares.fewest(8, 1, 0.999, 0)).hasValue(0);
        assertThat(Spares.fewest(1_000, 0.5, 0.99, 10)).isEmpty();
        assertThat(Spares.probability(100_000, 101_000, 0.995)).isBetween(0.9, 1.0);
    }

    /// By hand: M = 1, R = 0, T = 1: e − 2 of the run is lost.
    @Test
    void withoutCheckpointsAFailureStartsTheRunAgain() {
        assertThat(Checkpoints.overheadWithout(1, 0, 1)).isCloseTo(Math.E - 2, within(1e-12));
        assertThat(Checkpoints.overheadWithout(1e9, 0, 1)).isCloseTo(0, within(1e-8));
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({"0, 0, 0", "10, 10, 0.72", "990, 1000, 0.98", "0, 10, 0"})
    void aShortPastIsNoProof(long completed, long started, double score) {
        assertThat(ReliabilityScore.of(completed, started).value()).isCloseTo(score, within(0.005));
    }

    @Test
    void contradictingCountsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReliabilityScore.of(11, 10));
    }
}
