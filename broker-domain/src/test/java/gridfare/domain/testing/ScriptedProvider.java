package gridfare.domain.testing;

import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.ReleasesMachines;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StopOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A provider that does as it is told, in memory, and remembers what it was asked. It keeps the
/// promises of the port: a leg is started once, whatever happens to the answers. It throws if it is
/// called inside a transaction.
public final class ScriptedProvider implements ComputeProvider, ReleasesMachines {

    /// What may go wrong with one call of [#start].
    public enum Mishap {
        /// The machines start, the answer is lost.
        LOST_ANSWER,
        /// Nothing starts, and no answer comes.
        NO_ANSWER,
        SOLD_OUT,
        PRICE_MOVED,
        /// It answers with the machines of a leg that has some already.
        SOLD_TWICE
    }

    private static final class Owned {
        final StartOrder order;
        final List<String> ids = new ArrayList<>();
        Machine.State state;
        boolean reclaimed;

        Owned(StartOrder order, Machine.State state) {
            this.order = order;
            this.state = state;
        }
    }

    private final Map<LegId, Owned> owned = new LinkedHashMap<>();
    private final Map<LegId, Integer> startsAsked = new HashMap<>();
    private final Map<LegId, Integer> everStarted = new HashMap<>();
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private final Set<String> soldOutTypes = new HashSet<>();
    private List<PoolReport> stock = List.of();
    private List<PriceReport> prices = List.of();
    private final Set<String> untagged = new HashSet<>();
    private boolean silent;
    private boolean bootsAtOnce = true;
    private boolean stopsAtOnce = true;
    private int nextMachine = 1;
    private int machinesEver;
    private int mostAtOnce;
    private int calls;

    @Override
    public synchronized StartOutcome start(StartOrder order) {
        refuseTransactions();
        calls++;
        LegId leg = order.leg().leg();
        startsAsked.merge(leg, 1, Integer::sum);
        if (silent) return new StartOutcome.Unknown("silent");
        Mishap mishap = mishaps.poll();
        if (mishap == Mishap.NO_ANSWER) return new StartOutcome.Unknown("no answer");
        Owned before = owned.get(leg);
        if (before != null) return new StartOutcome.Started(before.ids);
        if (mishap == Mishap.SOLD_OUT || soldOutTypes.contains(order.instanceType())) {
            return new StartOutcome.Refused(StartOutcome.Reason.SOLD_OUT, "NoStock");
        }
        if (mishap == Mishap.PRICE_MOVED) {
            return new StartOutcome.Refused(StartOutcome.Reason.PRICE_MOVED, "PriceTooLow");
        }
        Owned made = new Owned(order, bootsAtOnce ? Machine.State.RUNNING : Machine.State.STARTING);
        if (mishap == Mishap.SOLD_TWICE && !owned.isEmpty()) {
            made.ids.addAll(owned.values().iterator().next().ids);
            owned.put(leg, made);
            return new StartOutcome.Started(made.ids);
        }
        for (int i = 0; i < order.instances(); i++) made.ids.add("i-" + nextMachine++);
        machinesEver += order.instances();
        everStarted.merge(leg, 1, Integer::sum);
        owned.put(leg, made);
        mostAtOnce = Math.max(mostAtOnce, owned.size());
        return mishap == Mishap.LOST_ANSWER
                ? new StartOutcome.Unknown("lost answer")
                : new StartOutcome.Started(made.ids);
    }

    @Override
    public synchronized LegSighting find(LegRef leg) {
        refuseTransactions();
        calls++;
        if (silent) return new LegSighting.Unknown("silent");
        List<Machine> machines = machines(leg.leg());
        return machines.isEmpty() ? new LegSighting.Absent() : new LegSighting.Seen(machines);
    }

    @Override
    public synchronized StopOutcome stop(LegRef leg) {
        refuseTransactions();
        calls++;
        if (silent) return new StopOutcome.Unknown("silent");
        Owned one = owned.get(leg.leg());
        if (one == null) return new StopOutcome.Stopped();
        if (stopsAtOnce) {
            owned.remove(leg.leg());
            return new StopOutcome.Stopped();
        }
        one.state = Machine.State.STOPPING;
        return new StopOutcome.Stopping();
    }

    @Override
    public synchronized StopOutcome release(Machine machine) {
        refuseTransactions();
        calls++;
        if (silent) return new StopOutcome.Unknown("silent");
        untagged.remove(machine.id());
        return new StopOutcome.Stopped();
    }

    @Override
    public synchronized Gathered<PoolReport> stock() {
        refuseTransactions();
        calls++;
        return silent ? new Gathered.Failed<>("silent") : new Gathered.Complete<>(stock, List.of());
    }

    @Override
    public synchronized Gathered<PriceReport> prices() {
        refuseTransactions();
        calls++;
        return silent
                ? new Gathered.Failed<>("silent")
                : new Gathered.Complete<>(prices, List.of());
    }

    @Override
    public synchronized Gathered<Machine> machines() {
        refuseTransactions();
        calls++;
        if (silent) return new Gathered.Failed<>("silent");
        List<Machine> all = new ArrayList<>();
        owned.keySet().forEach(leg -> all.addAll(machines(leg)));
        untagged.forEach(id ->
                all.add(
                        new Machine(
                                id, null, "r1", "site-t8", "t8", Machine.State.RUNNING, false)));
        return new Gathered.Complete<>(all, List.of());
    }

    private List<Machine> machines(LegId leg) {
        Owned one = owned.get(leg);
        if (one == null) return List.of();
        return one.ids.stream()
                .map(id ->
                        new Machine(
                                id,
                                leg,
                                one.order.leg().region(),
                                one.order.leg().siteCode(),
                                one.order.instanceType(),
                                one.state,
                                one.reclaimed))
                .toList();
    }

    private static void refuseTransactions() {
        try {
            var manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
            if (manager.getStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
                throw new AssertionError("A provider was called inside a transaction.");
            }
        } catch (jakarta.transaction.SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    // What it is told.

    /// The next starts go wrong like this, one after the other.
    public synchronized void next(Mishap... more) {
        mishaps.addAll(List.of(more));
    }

    /// No call is answered, or all are again.
    public synchronized void silent(boolean now) {
        silent = now;
    }

    public synchronized void soldOut(String instanceType) {
        soldOutTypes.add(instanceType);
    }

    public synchronized void bootsAtOnce(boolean now) {
        bootsAtOnce = now;
    }

    public synchronized void stopsAtOnce(boolean now) {
        stopsAtOnce = now;
    }

    /// What was starting runs; what was stopping is gone.
    public synchronized void settle() {
        owned.values().removeIf(one -> one.state == Machine.State.STOPPING);
        owned.values().forEach(one -> one.state = Machine.State.RUNNING);
    }

    /// The machines of a leg are gone, without anybody's order.
    public synchronized void vanish(LegId leg) {
        owned.remove(leg);
    }

    /// The provider tells that it will take a leg's machines back.
    public synchronized void reclaims(LegId leg) {
        Owned one = owned.get(leg);
        if (one != null) one.reclaimed = true;
    }

    /// The provider stops a leg's machines by itself.
    public synchronized void fail(LegId leg) {
        Owned one = owned.get(leg);
        if (one != null) one.state = Machine.State.STOPPED;
    }

    /// A machine with a leg's tag appears, as when an order is carried out long after its answer
    /// was lost.
    public synchronized void appear(StartOrder order) {
        Owned made = new Owned(order, Machine.State.RUNNING);
        made.ids.add("i-" + nextMachine++);
        owned.put(order.leg().leg(), made);
    }

    /// A machine of the broker's appears whose tag is no leg.
    public synchronized void appear(String machine) {
        untagged.add(machine);
    }

    public synchronized boolean hasUntagged() {
        return !untagged.isEmpty();
    }

    public synchronized void sells(List<PoolReport> stock, List<PriceReport> prices) {
        this.stock = List.copyOf(stock);
        this.prices = List.copyOf(prices);
    }

    /// Forgets everything, also what it was told.
    public synchronized void reset() {
        owned.clear();
        untagged.clear();
        startsAsked.clear();
        everStarted.clear();
        mishaps.clear();
        soldOutTypes.clear();
        silent = false;
        bootsAtOnce = true;
        stopsAtOnce = true;
        machinesEver = 0;
        mostAtOnce = 0;
        calls = 0;
    }

    // What it remembers.

    /// Legs that have machines now.
    public synchronized Set<LegId> alive() {
        return Set.copyOf(owned.keySet());
    }

    /// How many machines were ever made.
    public synchronized int machinesEver() {
        return machinesEver;
    }

    /// How often machines were made for a leg.
    public synchronized int machinesEver(LegId leg) {
        return everStarted.getOrDefault(leg, 0);
    }

    /// How many legs had machines at once, at most.
    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    /// How often it was asked anything since it was reset.
    public synchronized int calls() {
        return calls;
    }

    public synchronized int startsAsked(LegId leg) {
        return startsAsked.getOrDefault(leg, 0);
    }

    public synchronized Optional<Machine.State> state(LegId leg) {
        return Optional.ofNullable(owned.get(leg)).map(one -> one.state);
    }
}
