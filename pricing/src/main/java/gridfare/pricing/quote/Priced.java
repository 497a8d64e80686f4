package gridfare.pricing.quote;

import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Ranking;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A candidate with all that ranks it. `total` is what the expected run costs, `most` what it costs
/// if it runs to the agreed end, `compute` the expected run's rates × time before transfer and tax.
record Priced(
        Candidate candidate,
        List<RateParts> parts,
        List<HourlyRate> rates,
        Money compute,
        Money transfer,
        Money total,
        Money most,
        Footprint footprint,
        Reliability.@Nullable Interruption interruption,
        @Nullable Money expectedLoss,
        @Nullable Scaling scaling,
        Duration age,
        boolean stale) {

    /// What ranks it by price: what it costs and what interruptions will cost on average.
    Money expectedCost() {
        return expectedLoss == null ? total : total.plus(expectedLoss);
    }

    /// What ranks it.
    Ranking.Standing standing(Instant now) {
        return new Ranking.Standing(
                stale,
                expectedCost().micros(),
                candidate.finish().getEpochSecond() - now.getEpochSecond(),
                unknownLast(footprint.kwh()),
                unknownLast(footprint.co2Kg()),
                candidate.roundTripMs(),
                candidate.legs().stream().map(leg -> leg.offer().id()).toList());
    }

    /// A figure to sort by: what is not known comes last.
    static double unknownLast(@Nullable Double figure) {
        return figure == null ? Double.POSITIVE_INFINITY : figure;
    }
}
