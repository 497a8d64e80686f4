package gridfare.sandbox.machine;

import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.inventory.PoolId;
import gridfare.sandbox.inventory.PurchaseOption;
import gridfare.sandbox.machine.Machine.Phase;
import gridfare.sandbox.store.Change;
import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All machines of all vendors, and what they leave in stock. A machine that was released stays
/// listed as [Phase#GONE], for those who look from outside.
public final class Machines {

    private final Store store;
    private final Table<Machine> machines;
    private final Stock stock;
    private final InstantSource business;
    private final InstantSource wall;
    private final Duration bootTime;

    /// Ids of those not yet seen gone; who looks removes those that are.
    private final NavigableMap<Long, String> living = new ConcurrentSkipListMap<>();

    private final Map<PoolId, Set<String>> livingByPool = new ConcurrentHashMap<>();
    private long lastNumber;

    /// `count` machines of one pool, all or none.
    public record Order(
            Pool pool,
            String account,
            int count,
            PurchaseOption option,
            @Nullable BigDecimal priceLimit,
            Map<String, String> tags,
            Map<String, String> details) {}

    /// @param bootTime wall time from creation to running; a release takes a quarter of it
    public Machines(Store store, InstantSource business, InstantSource wall, Duration bootTime) {
        this.store = store;
        this.machines = store.table("machine", Machine.class);
        this.stock = new Stock(store.table("stock", Stock.StockChange.class));
        this.business = business;
        this.wall = wall;
        this.bootTime = bootTime;
        machines.all().forEach(this::index);
    }

    private void index(Machine machine) {
        lastNumber = Math.max(lastNumber, machine.number());
        living.put(machine.number(), machine.id());
        livingByPool
                .computeIfAbsent(machine.pool(), _ -> ConcurrentHashMap.newKeySet())
                .add(machine.id());
    }

    /// Creates them, or none if there are too few. What `also` makes of them is committed with
    /// them.
    ///
    /// @return empty if the stock does not suffice
    public synchronized Optional<List<Machine>> create(
            Order order, Function<List<Machine>, List<Change>> also) {
        if (left(order.pool()) < order.count()) return Optional.empty();
        List<Machine> created = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < order.count(); i++) {
            Machine machine = machine(order, lastNumber + 1 + i);
            created.add(machine);
            changes.add(machines.put(machine.id(), machine));
        }
        changes.addAll(also.apply(List.copyOf(created)));
        store.commit(changes);
        created.forEach(this::index);
        return Optional.of(List.copyOf(created));
    }

    private Machine machine(Order order, long number) {
        PoolId pool = order.pool().id();
        return new Machine(
                number,
                MachineIds.next(pool.vendor(), number),
                pool.vendor(),
                order.account(),
                order.pool().region(),
                pool.zone(),
                pool.instanceType(),
                order.option(),
                order.priceLimit(),
                order.tags(),
                order.details(),
                business.instant(),
                wall.instant(),
                null,
                null,
                null);
    }

    public Phase phase(Machine machine) {
        Instant now = wall.instant();
        if (machine.forced() == Phase.GONE) return Phase.GONE;
        if (machine.releasedAt() != null) {
            Instant gone = machine.releasedAt().plus(bootTime.dividedBy(4));
            return now.isBefore(gone) ? Phase.STOPPING : Phase.GONE;
        }
        if (machine.forced() != null) return machine.forced();
        Instant running = machine.bootedFrom().plus(bootTime);
        if (!now.isBefore(running)) return Phase.RUNNING;
        Instant starting = machine.bootedFrom().plus(bootTime.dividedBy(4));
        return now.isBefore(starting) ? Phase.PENDING : Phase.STARTING;
    }

    /// Those of a vendor that are not gone, the oldest first.
    public List<Machine> living(String vendor) {
        living.values().removeIf(this::gone);
        return living.values().stream()
                .map(machines::find)
                .flatMap(Optional::stream)
                .filter(machine -> machine.vendor().equals(vendor))
                .toList();
    }

    private boolean gone(String id) {
        return machines.find(id).map(machine -> phase(machine) == Phase.GONE).orElse(true);
    }

    /// All there ever were, the oldest first.
    public List<Machine> all() {
        return machines.all().stream().sorted(Comparator.comparingLong(Machine::number)).toList();
    }

    public Optional<Machine> find(String id) {
        return machines.find(id);
    }

    /// Begins the release of these machines. Repeating it changes nothing.
    public synchronized void release(List<Machine> toRelease) {
        Instant now = wall.instant();
        store.commit(
                toRelease.stream()
                        .map(machine -> machines.put(machine.id(), machine.released(now)))
                        .toList());
    }

    /// Puts a machine into a phase from outside: [Phase#GONE] kills it.
    public synchronized void force(Machine machine, Phase phase) {
        store.commit(machines.put(machine.id(), machine.forced(phase)));
    }

    /// Gives notice that the vendor takes it back, or withdraws that (null).
    public synchronized void lock(Machine machine, @Nullable String reason) {
        store.commit(machines.put(machine.id(), machine.locked(reason)));
    }

    /// What can still be created. Never told on the wire.
    public int left(Pool pool) {
        return stock.machines(pool) - inUse(pool);
    }

    private int inUse(Pool pool) {
        Set<String> ids = livingByPool.get(pool.id());
        if (ids == null) return 0;
        ids.removeIf(this::gone);
        return ids.size();
    }

    /// What the vendor says about the stock.
    public StockWord word(Pool pool) {
        StockWord forced = stock.forcedWord(pool);
        return forced == null ? StockWord.of(left(pool)) : forced;
    }

    /// Changes the stock from outside: to `left` machines, to what the `word` means, or to both
    /// even where they contradict each other, as a vendor's words may.
    public synchronized void stock(
            List<Pool> pools, @Nullable Integer left, @Nullable StockWord word) {
        if (left == null && word == null) {
            throw new IllegalArgumentException("Say how many are left, or the status.");
        }
        boolean forced = word != null && (left != null || word == StockWord.CLOSED_WITHOUT_STOCK);
        List<Change> changes = new ArrayList<>();
        for (Pool pool : pools) {
            int wanted = left != null ? left : word == null ? 0 : word.typicalLeft();
            changes.add(stock.set(pool, wanted + inUse(pool), forced ? word : null));
        }
        store.commit(changes);
    }

    /// Forgets what was indexed, after the store was cleared.
    public synchronized void clear() {
        living.clear();
        livingByPool.clear();
    }
}
