package gridfare.pricing.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridfare.pricing.market.OfferId;
import gridfare.pricing.match.Ranking.Standing;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Expected orders are worked out by hand beside each case.
class RankingTest {

    private static final double UNKNOWN = Double.POSITIVE_INFINITY;

    // 10.00 in 10 h with 20 kg, against 12.00 in 5 h with 15 kg.
    private static final Standing CHEAP = standing(10_000_000, 36_000, 30, 20, 1);
    private static final Standing FAST = standing(12_000_000, 18_000, 40, 15, 2);

    @Test
    void eachAloneIsMinimised() {
        assertThat(best(new Ranking(RankBy.PRICE, 0, 0, 0))).isEqualTo(CHEAP);
        assertThat(best(new Ranking(RankBy.FINISH, 0, 0, 0))).isEqualTo(FAST);
        assertThat(best(new Ranking(RankBy.ENERGY, 0, 0, 0))).isEqualTo(CHEAP);
        assertThat(best(new Ranking(RankBy.CARBON, 0, 0, 0))).isEqualTo(FAST);
    }

    /// 2.00 dearer for 5 h and 5 kg less: worth it from 0.40 an hour, or 0.40 a kilogram, or 0.20
    /// for each.
    @Test
    void theWeightedSumTurnsWhereTheWeightsSayIt() {
        assertThat(best(new Ranking(RankBy.PRICE, 0, 399_999, 0))).isEqualTo(CHEAP);
        assertThat(best(new Ranking(RankBy.PRICE, 0, 400_001, 0))).isEqualTo(FAST);
        assertThat(best(new Ranking(RankBy.PRICE, 399_999, 0, 0))).isEqualTo(CHEAP);
        assertThat(best(new Ranking(RankBy.PRICE, 400_001, 0, 0))).isEqualTo(FAST);
        assertThat(best(new Ranking(RankBy.PRICE, 199_999, 200_000, 0))).isEqualTo(CHEAP);
        assertThat(best(new Ranking(RankBy.PRICE, 200_001, 200_000, 0))).isEqualTo(FAST);
        // 10 + 0.5 × 20 + 0.25 × 10.
        assertThat(new Ranking(RankBy.PRICE, 500_000, 250_000, 0).weighted(CHEAP))
                .isEqualTo(22_500_000);
    }

    @Test
    void atEqualSumsTheCheaperIsFirst() {
        assertThat(best(new Ranking(RankBy.PRICE, 0, 400_000, 0))).isEqualTo(CHEAP);
    }

    @Test
    void anUnknownFootprintCountsAsTheDirtiestKnown() {
        Standing silent = standing(9_900_000, 36_000, UNKNOWN, UNKNOWN, 3);
        var ranking = new Ranking(RankBy.PRICE, 1_000_000, 0, 20);
        assertThat(ranking.compare(silent, CHEAP)).isNegative(); // 29.9 against 30
        assertThat(ranking.compare(silent, FAST)).isPositive(); // 29.9 against 27
        assertThat(new Ranking(RankBy.CARBON, 0, 0, 20).compare(silent, CHEAP)).isPositive();
    }

    @Test
    void staleComesAfterFreshAtAnyPrice() {
        var stale = new Standing(true, 1, 1, 0, 0, Double.NaN, List.of(id(0)));
        assertThat(new Ranking(RankBy.PRICE, 0, 0, 0).compare(stale, CHEAP)).isPositive();
    }

    @Test
    void tiesGoByNearnessThenSitesThenIds() {
        var ranking = new Ranking(RankBy.PRICE, 0, 0, 0);
        var near = new Standing(false, 5, 5, 1, 1, 10, List.of(id(9)));
        var far = new Standing(false, 5, 5, 1, 1, 20, List.of(id(1)));
        var two = new Standing(false, 5, 5, 1, 1, 20, List.of(id(0), id(2)));
        var otherTwo = new Standing(false, 5, 5, 1, 1, 20, List.of(id(0), id(3)));
        var nowhere = new Standing(false, 5, 5, 1, 1, Double.NaN, List.of(id(0)));
        assertThat(List.of(otherTwo, nowhere, two, far, near).stream().sorted(ranking))
                .containsExactly(near, far, two, otherTwo, nowhere);
    }

    @Test
    void negativeWeightsAreRefused() {
        assertThatThrownBy(() -> new Ranking(RankBy.PRICE, -1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Standing best(Ranking ranking) {
        return ranking.compare(CHEAP, FAST) < 0 ? CHEAP : FAST;
    }

    private static Standing standing(long cost, long seconds, double kwh, double kg, long offer) {
        return new Standing(false, cost, seconds, kwh, kg, Double.NaN, List.of(id(offer)));
    }

    private static OfferId id(long number) {
        return new OfferId(new UUID(1, number));
    }
}
