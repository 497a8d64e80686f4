package gridfare.pricing.admission;

import java.util.ArrayList;
import java.util.List;

/// The cheapest of all assignments of a batch, by trying each. For a handful of requests.
public final class ExhaustiveBatch {

    private final Batch batch;
    private final List<Integer> pools = new ArrayList<>();
    private final int[] left;
    private List<Integer> best = List.of();
    private long bestMicros = Long.MAX_VALUE;

    private ExhaustiveBatch(Batch batch) {
        this.batch = batch;
        this.left = batch.free().stream().mapToInt(Integer::intValue).toArray();
    }

    public static Batch.Assignment assign(Batch batch) {
        ExhaustiveBatch search = new ExhaustiveBatch(batch);
        search.place(0, 0);
        return new Batch.Assignment(search.best, search.bestMicros, true);
    }

    private void place(int request, long micros) {
        if (request == batch.requests().size()) {
            if (micros < bestMicros) {
                bestMicros = micros;
                best = List.copyOf(pools);
            }
            return;
        }
        Batch.Request one = batch.requests().get(request);
        for (Batch.Choice choice : one.choices()) {
            if (choice.instances() > left[choice.pool()]) continue;
            left[choice.pool()] -= choice.instances();
            pools.add(choice.pool());
            place(request + 1, micros + choice.micros());
            pools.removeLast();
            left[choice.pool()] += choice.instances();
        }
        pools.add(-1);
        place(request + 1, micros + one.waitingMicros());
        pools.removeLast();
    }
}
