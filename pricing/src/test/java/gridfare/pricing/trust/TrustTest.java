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
