package gridfare.pricing.match;

import gridfare.pricing.market.OfferId;
import gridfare.pricing.money.Money;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The buyer's order of merit: fresh before stale, then what they want least of, then the weighted
/// sum `cost + λ · kg of CO2 + μ · hours until it ends`, then cost, end, round trip, number of
/// sites and the ids of the offers. So ties always break the same way.
///
/// With [RankBy#PRICE] the weighted sum alone decides; λ = μ = 0 makes it the cost.
///
/// @param microsPerKg λ, in millionths of the buyer's currency
/// @param microsPerHour μ, likewise
/// @param assumedKg what an unknown footprint counts as: the dirtiest known, so that not telling
///   never wins
public record Ranking(RankBy least, long microsPerKg, long microsPerHour, double assumedKg)
        implements Comparator<Ranking.Standing> {

    /// What ranks one way to carry a request.
    ///
    /// @param costMicros interruptions of spot included, in the buyer's currency
    /// @param secondsToFinish from now, as expected
    /// @param kwh infinite where it is not known
    /// @param co2Kg infinite where it is not known
    /// @param roundTripMs NaN where no place was named
    public record Standing(
            boolean stale,
            long costMicros,
            long secondsToFinish,
            double kwh,
            double co2Kg,
            double roundTripMs,
            List<OfferId> offers) {}

    public Ranking {
        if (microsPerKg < 0 || microsPerHour < 0 || !(assumedKg >= 0)) {
            throw new IllegalArgumentException(
                    "Weights of %d a kg, %d an hour, %s kg."
                            .formatted(microsPerKg, microsPerHour, assumedKg));
        }
    }

    /// As `request` asks, among options of which the dirtiest known emits `dirtiestKg`.
    public static Ranking of(Request request, double dirtiestKg) {
        return new Ranking(
                request.rankBy(),
                micros(request.co2PricePerKg()),
                micros(request.timePricePerHour()),
                dirtiestKg);
    }

    private static long micros(@Nullable Money amount) {
        return amount == null ? 0 : amount.micros();
    }

    /// The weighted sum, in micros. A double is exact to a micro up to nine billion main units, and
    /// the same on every machine.
    public double weighted(Standing standing) {
        double sum = standing.costMicros();
        if (microsPerKg > 0) {
            double kg = standing.co2Kg();
            sum += microsPerKg * (kg == Double.POSITIVE_INFINITY ? assumedKg : kg);
        }
        if (microsPerHour > 0) sum += microsPerHour * (standing.secondsToFinish() / 3_600.0);
        return sum;
    }

    private double objective(Standing standing) {
        return switch (least) {
            case PRICE -> 0;
            case FINISH -> standing.secondsToFinish();
            case ENERGY -> standing.kwh();
            case CARBON -> standing.co2Kg();
        };
    }

    @Override
    public int compare(Standing one, Standing other) {
        int order = Boolean.compare(one.stale(), other.stale());
        if (order == 0) order = Double.compare(objective(one), objective(other));
        if (order == 0) order = Double.compare(weighted(one), weighted(other));
        if (order == 0) order = Long.compare(one.costMicros(), other.costMicros());
        if (order == 0) order = Long.compare(one.secondsToFinish(), other.secondsToFinish());
        if (order == 0) order = Double.compare(one.roundTripMs(), other.roundTripMs());
        if (order == 0) order = Integer.compare(one.offers().size(), other.offers().size());
        for (int i = 0; order == 0 && i < one.offers().size(); i++) {
            order = one.offers().get(i).compareTo(other.offers().get(i));
        }
        return order;
    }
}
