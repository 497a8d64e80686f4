package gridfare.pricing.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Oracles of product.md, "Honest figures".
class GradientExchangeTest {

    /// 175 B parameters in FP16.
    private static final double MODEL_BYTES = 350e9;

    private static final double TEN_GBIT = 10e9;

    @ParameterizedTest(name = "{0} sites: {1} s a step")
    @CsvSource({"1, 0", "2, 280", "4, 420", "1000000, 559.99944"})
    void stepsOnTheWireGoTowardsTwiceTheModel(int sites, double seconds) {
        assertThat(GradientExchange.secondsOnTheWire(sites, MODEL_BYTES, TEN_GBIT, 1))
                .isCloseTo(seconds, within(1e-6));
    }

    @Test
    void compressionShrinksThemByItsFactor() {
        assertThat(GradientExchange.secondsOnTheWire(2, MODEL_BYTES, TEN_GBIT, 10))
                .isCloseTo(28, within(1e-9));
    }

    @ParameterizedTest(name = "{0} s of compute, {1} s on the wire, {2} hidden: {3}")
    @CsvSource({"280, 280, 0, 0.5", "30, 0, 0, 1", "72, 28, 0, 0.72", "44.4, 28, 0.8, 0.888"})
    void efficiencyIsComputeOverComputeAndWhatNothingHides(
            double compute, double wire, double hidden, double efficiency) {
        assertThat(GradientExchange.scalingEfficiency(compute, wire, hidden))
                .isCloseTo(efficiency, within(1e-4));
    }
}
