package gridfare.pricing.admission;

import java.util.ArrayList;
import java.util.List;

/// Requests of a short window that want the same machines: which of them gets which pool is decided
/// together, because one by one the first takes what the next needs more.
///
/// @param free instances that each pool has to give
public record Batch(List<Integer> free, List<Request> requests) {

    /// @param waitingMicros what it costs to let it wait; above all costs where serving comes first
    /// @param choices pools that can carry it; it needs one of them
    public record Request(WorkId id, long waitingMicros, List<Choice> choices) {
        public Request {
            choices = List.copyOf(choices);
        }
    }

    /// @param pool its place in [Batch#free]
    /// @param instances that it needs there
    /// @param micros what it costs there, in millionths
    public record Choice(int pool, int instances, long micros) {}

    public Batch {
        free = List.copyOf(free);
        requests = List.copyOf(requests);
        for (Request request : requests) {
            for (Choice choice : request.choices()) {
                if (choice.pool() < 0
                        || choice.pool() >= free.size()
                        || choice.instances() < 1
                        || choice.micros() < 0) {
                    throw new IllegalArgumentException(
                            "%s of %s, of %d pools.".formatted(choice, request.id(), free.size()));
                }
            }
        }
    }

    /// Who gets what: for each request, in order, its pool, or -1 if it waits.
    public record Assignment(List<Integer> pools, long micros, boolean isProvenBest) {
        public Assignment {
            pools = List.copyOf(pools);
        }

        public long served() {
            return pools.stream().filter(pool -> pool >= 0).count();
        }
    }

    /// What an assignment costs, counted anew.
    ///
    /// @throws IllegalArgumentException if it gives what a pool does not have, or a request what it
    ///   did not choose
    public long cost(List<Integer> pools) {
        List<Long> left = new ArrayList<>(free.stream().map(Integer::longValue).toList());
        long micros = 0;
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            int pool = pools.get(i);
            if (pool < 0) {
                micros = Math.addExact(micros, request.waitingMicros());
                continue;
            }
            Choice choice =
                    request.choices().stream()
                            .filter(it -> it.pool() == pool)
                            .min((a, b) -> Long.compare(a.micros(), b.micros()))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "%s cannot run in %d.".formatted(request.id(), pool)));
            left.set(pool, left.get(pool) - choice.instances());
            micros = Math.addExact(micros, choice.micros());
        }
        for (int pool = 0; pool < left.size(); pool++) {
            if (left.get(pool) < 0) {
                throw new IllegalArgumentException(
                        "Pool %d gives %d too many.".formatted(pool, -left.get(pool)));
            }
        }
        return micros;
    }
}
