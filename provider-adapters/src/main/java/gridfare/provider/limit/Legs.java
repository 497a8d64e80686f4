package gridfare.provider.limit;

import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.StopOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Finds and stops the machines of a leg by what a vendor lists under its tag.
public final class Legs {

    private static final int MOST_DELETED_AT_ONCE = 100;

    private Legs() {}

    public static LegSighting find(Answer<Listing> answer) {
        return switch (answer) {
            case Answer.Body(var listing) when !listing.quarantined().isEmpty() ->
                    new LegSighting.Unknown(listing.quarantined().getFirst().reason());
            case Answer.Body(var listing) when listing.machines().isEmpty() ->
                    new LegSighting.Absent();
            case Answer.Body(var listing) -> new LegSighting.Seen(listing.machines());
            case Answer<Listing> failure -> new LegSighting.Unknown(failure.failureWords());
        };
    }

    /// Lists, deletes what stands, and lists again.
    ///
    /// @param delete releases up to 100 machines; empty if the vendor took it, or why not
    public static StopOutcome stop(
            Supplier<Answer<Listing>> list, Function<List<String>, Optional<String>> delete) {
        Answer<Listing> before = list.get();
        if (!(before instanceof Answer.Body(var listing))) {
            return new StopOutcome.Unknown(before.failureWords());
        }
        if (!listing.quarantined().isEmpty()) {
            return new StopOutcome.Unknown(listing.quarantined().getFirst().reason());
        }
        if (listing.machines().isEmpty()) return new StopOutcome.Stopped();
        List<String> standing =
                listing.machines().stream()
                        .filter(machine -> machine.state() != Machine.State.STOPPING)
                        .map(Machine::id)
                        .toList();
        for (int from = 0; from < standing.size(); from += MOST_DELETED_AT_ONCE) {
            int to = Math.min(from + MOST_DELETED_AT_ONCE, standing.size());
            Optional<String> failure = delete.apply(standing.subList(from, to));
            if (failure.isPresent()) return new StopOutcome.Unknown(failure.get());
        }
        return list.get() instanceof Answer.Body(var after)
                        && after.machines().isEmpty()
                        && after.quarantined().isEmpty()
                ? new StopOutcome.Stopped()
                : new StopOutcome.Stopping();
    }
}
