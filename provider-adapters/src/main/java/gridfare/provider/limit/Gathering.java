package gridfare.provider.limit;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.Gathered.Quarantined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Collects what many requests bring, side by side, and knows which regions stayed silent.
/// Quarantine is said once for each thing, however many regions list it.
///
/// @param <T> what is gathered
public final class Gathering<T> {

    private final List<T> items = new ArrayList<>();
    private final Set<Quarantined> quarantined = new LinkedHashSet<>();
    private final Map<String, String> silent = new TreeMap<>();
    private int spoke;

    public void add(T item) {
        items.add(item);
    }

    public void quarantine(String what, String reason) {
        quarantined.add(new Quarantined(what, reason));
    }

    public void quarantine(Collection<Quarantined> more) {
        quarantined.addAll(more);
    }

    public void silent(String region, String why) {
        silent.putIfAbsent(region, why);
    }

    public void spoke() {
        spoke++;
    }

    public Gathered<T> result() {
        if (silent.isEmpty()) {
            return new Gathered.Complete<>(items, List.copyOf(quarantined));
        }
        if (spoke == 0) {
            var first = silent.entrySet().iterator().next();
            return new Gathered.Failed<>(
                    "All regions are silent: %s: %s".formatted(first.getKey(), first.getValue()));
        }
        return new Gathered.Partial<>(
                items, List.copyOf(quarantined), List.copyOf(silent.keySet()));
    }

    /// Does the work for all inputs, at most `parallel` at once, until the deadline. An input whose
    /// work did not end is missing in the result. Its order is that of the inputs.
    public static <I, O> Map<I, O> each(
            Collection<I> inputs, int parallel, Deadline deadline, Function<I, O> work) {
        var slots = new Semaphore(parallel);
        List<I> order = List.copyOf(inputs);
        List<Callable<O>> tasks =
                order.stream().<Callable<O>>map(input -> () -> inSlot(slots, work, input)).toList();
        Map<I, O> done = new LinkedHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<O>> futures =
                    threads.invokeAll(tasks, deadline.left().toNanos(), NANOSECONDS);
            for (int i = 0; i < order.size(); i++) {
                Future<O> future = futures.get(i);
                if (!future.isCancelled()) done.put(order.get(i), future.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
        return done;
    }

    private static <I, O> O inSlot(Semaphore slots, Function<I, O> work, I input)
            throws InterruptedException {
        slots.acquire();
        try {
            return work.apply(input);
        } finally {
            slots.release();
        }
    }
}
