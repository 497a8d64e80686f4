package gridfare.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// product.md, "Plans": with failures, guard-band losses, credits and card fees the pool of each
/// plan stays solvent in 99 % of the simulated months. `PlanPool` has the assumptions.
class PlanPoolTest {

    private static final int MONTHS = 300;

    @ParameterizedTest(name = "{0} at {1} with {2} unit-hours")
    @CsvSource({"Bronze, 500.00, 240", "Silver, 750.00, 400", "Gold, 1000.00, 560"})
    void solvent(String plan, String fee, int includedHours) {
        var pool = new PlanPool(fee, includedHours);
        long solvent =
                LongStream.rangeClosed(1, MONTHS)
                        .filter(seed -> pool.month(seed).solvent())
                        .count();
        assertThat(solvent).as(plan).isGreaterThanOrEqualTo(MONTHS * 99L / 100);
    }

    /// A simulation in which nothing can fail would prove nothing: 1,000 hours for 500 USD do fail.
    @Test
    void aPlanThatPromisesTooMuchIsFoundOut() {
        var pool = new PlanPool("500.00", 1_000);
        long solvent =
                LongStream.rangeClosed(1, 50).filter(seed -> pool.month(seed).solvent()).count();
        assertThat(solvent).isZero();
    }
}
