package gridfare.pricing.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PremiumCapTest {

    /// 20 % of a base load of 600 is 120, ten times that 1 200: a factor of 10 over 1 000 GPUs
    /// stops it at 100.
    @ParameterizedTest(name = "{1} + {2} units of {0} / {3}: {4}")
    @CsvSource({
        "1000000, 99000, 1000, 10, true",
        "1000000, 100000, 1, 10, false",
        "1000000, 0, 120000, 10, false",
        "8000, 0, 4000, 2, true",
        "8000, 0, 4001, 2, false",
        "0, 0, 0, 2, true"
    })
    void nothingIsSoldAboveTheCap(
            long claimable, long committed, long more, int factor, boolean allowed) {
        assertThat(new PremiumCap(factor).allows(claimable, committed, more)).isEqualTo(allowed);
    }
}
