package gridfare.pricing.quote;

import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One feasible, priced and explained way to serve a request.
///
/// @param legs cheapest first; several are a virtual cluster, all or none
/// @param total what the expected run costs, tax included; exactly the sum of `lines`
/// @param totalAtMost what it costs if it runs to the agreed end; budgets are held against this
/// @param extraGpus GPUs that nobody asked for and that whole instances bring along
/// @param time seconds it runs: expected, and at the chip's best and worst
/// @param start when its machines start
/// @param finish when the expected run ends
/// @param agreedEnd when it is stopped at the latest
/// @param capacityReserved whether anything is set aside before the start; false for later starts
/// @param expectedLoss what interruptions of spot instances cost on average, tax included: counted
///   in the rank, charged only as far as hours are really used; null where nothing is spot
/// @param transferSeconds moving the data set there, before `start`
/// @param roundTripMs estimated floor to the farthest leg; null where no place was named
/// @param chipBasis null where nobody measured the chip at this kind of work
/// @param scaling null at one site, and where no training step was told of
/// @param deferral null where the request leaves no start window
/// @param age of the leg heard of longest ago
/// @param stale whether that is past the freshness limit
/// @param closest the constraint nearest to binding; null where none has a measure
/// @param reasons why it stands where it stands
public record Option(
        List<OptionLeg> legs,
        Money total,
        List<PriceLine> lines,
        Money totalAtMost,
        int extraGpus,
        Candidate.RunTime time,
        Instant start,
        Instant finish,
        Instant agreedEnd,
        boolean capacityReserved,
        long transferSeconds,
        @Nullable Double roundTripMs,
        Footprint footprint,
        Reliability reliability,
        @Nullable Money expectedLoss,
        @Nullable ChipBasis chipBasis,
        @Nullable Scaling scaling,
        @Nullable Deferral deferral,
        Duration age,
        boolean stale,
        @Nullable Closest closest,
        List<Reason> reasons) {

    /// @param used how much of the constraint's room is used, 0 to 1; 1 is binding
    public record Closest(Constraint constraint, double used) {}

    /// What an option is best at among all that fit, and what holds it back.
    public enum Reason {
        CHEAPEST,
        EARLIEST_FINISH,
        LEAST_ENERGY,
        LEAST_CARBON,
        NEAREST,
        /// Its offer was not confirmed lately: it sinks below all that were.
        STALE,
        /// Interruptions cost more than half its time again.
        CHECKPOINT_OVERHEAD
    }

    public Option {
        legs = List.copyOf(legs);
        lines = List.copyOf(lines);
        reasons = List.copyOf(reasons);
        if (legs.isEmpty()) throw new IllegalArgumentException("An option has a leg.");
        Money sum = Money.zero(total.currency());
        for (PriceLine line : lines) sum = sum.plus(line.amount());
        if (!sum.equals(total)) {
            throw new IllegalArgumentException(
                    "%s add up to %s, not %s.".formatted(lines, sum, total));
        }
        if (total.exceeds(totalAtMost)) {
            throw new IllegalArgumentException("%s is above %s.".formatted(total, totalAtMost));
        }
    }

    public int gpus() {
        return legs.stream().mapToInt(OptionLeg::gpus).sum();
    }

    /// All legs are of one chip.
    public ChipId chip() {
        return legs.getFirst().chip();
    }
}
