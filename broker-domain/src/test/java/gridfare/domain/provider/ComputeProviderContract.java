package gridfare.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.provider.LegSighting.Absent;
import gridfare.domain.provider.LegSighting.Seen;
import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StartOutcome.Refused;
import gridfare.domain.provider.StartOutcome.Started;
import gridfare.domain.provider.StartOutcome.Unknown;
import gridfare.domain.provider.StopOutcome.Stopped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the broker relies on from every provider. Each adapter's test extends this class and runs
/// it over the wire, so a new promise made here fails at once in every adapter that does not keep
/// it.
public abstract class ComputeProviderContract {

    /// The vendor on the other side of the wire, fresh for each test, as far as the contract bends
    /// it.
    public interface Vendor {

        /// Our account there.
        ComputeProvider provider();

        /// The same, with a secret that is wrong.
        ComputeProvider providerWithWrongSecret();

        /// The same, with limits so short that a vendor that hangs is given up at once.
        ComputeProvider hastyProvider();

        /// What must never be shown: the secrets of both.
        List<String> secrets();

        /// For a new leg: `instances` machines, on demand, of a type that the vendor has enough of.
        StartOrder order(int instances);

        /// Leaves `instances` of what the order asks for.
        void leave(StartOrder order, int instances);

        /// Does the next create and drops the connection.
        void loseTheNextAnswerToACreate();

        /// Neither does nor answers the next create.
        void swallowTheNextCreate();

        /// Answers the next create with a failure of its own, not done.
        void failTheNextCreate();

        /// Refuses the next create because there were too many calls.
        void throttleTheNextCreate();

        /// Does not answer the next deletion, and does not do it.
        void failTheNextDelete();

        /// Does not answer a list of machines.
        void failTheNextList();

        /// Says that it will take this machine back.
        void reclaim(String machine);

        /// Whether the vendor's lists tell of a reclaim; some tell it only inside the machine.
        default boolean listsTellOfReclaims() {
            return true;
        }

        /// Lets enough of its time pass for machines to boot, or to vanish.
        void letMachinesSettle();

        /// Starts a machine of the same account that is not ours.
        String startUntagged();

        /// The ids of all its machines that are not gone, ours and others.
        Set<String> living();

        /// The codes of the sites that our data says it has.
        Set<String> sites();
    }

    protected abstract Vendor vendor();

    // Starting

    @Test
    void startingTwiceStartsOneMachine() {
        var order = vendor().order(1);
        var first = vendor().provider().start(order);
        assertThat(first).isInstanceOf(Started.class).isEqualTo(vendor().provider().start(order));
        assertThat(vendor().living()).hasSize(1);
    }

    @Test
    void asManyMachinesStartAsWereOrdered() {
        var order = vendor().order(3);
        var started = started(order);
        assertThat(started.machines()).doesNotHaveDuplicates().hasSize(3);
        assertThat(vendor().living()).containsExactlyInAnyOrderElementsOf(started.machines());
        assertThat(seen(order.leg()).stream().map(Machine::id))
                .containsExactlyInAnyOrderElementsOf(started.machines());
    }

    @Test
    void soldOutIsRefusedAndLeavesNothing() {
        var order = vendor().order(1);
        vendor().leave(order, 0);
        assertThat(vendor().provider().start(order))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.SOLD_OUT));
        assertNothingIsLeftOf(order);
    }

    @Test
    void allMachinesOfALegStartOrNone() {
        var order = vendor().order(3);
        vendor().leave(order, 2);
        assertThat(vendor().provider().start(order)).isInstanceOf(Refused.class);
        assertNothingIsLeftOf(order);
    }

    @Test
    void aThrottledCreateIsRefusedAsSuchAndLeavesNothing() {
        var order = vendor().order(1);
        vendor().throttleTheNextCreate();
        assertThat(vendor().provider().start(order))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.THROTTLED));
        assertNothingIsLeftOf(order);
    }

    // What cannot be known

    @Test
    void aLostAnswerIsUnknownAndTheLegIsFoundByItsTag() {
        var order = vendor().order(2);
        vendor().loseTheNextAnswerToACreate();
        assertThat(vendor().provider().start(order)).isInstanceOf(Unknown.class);
        var machines = seen(order.leg()).stream().map(Machine::id).toList();
        assertThat(machines).hasSize(2);
        assertThat(vendor().living()).containsExactlyInAnyOrderElementsOf(machines);
    }

    @Test
    void repeatingALostCreateNamesTheMachinesThatItMade() {
        var order = vendor().order(2);
        vendor().loseTheNextAnswerToACreate();
        assertThat(vendor().provider().start(order)).isInstanceOf(Unknown.class);
        assertThat(vendor().living())
                .containsExactlyInAnyOrderElementsOf(started(order).machines());
    }

    @Test
    void aCreateThatNeverArrivedIsUnknownAndThenAbsent() {
        var order = vendor().order(1);
        vendor().swallowTheNextCreate();
        long began = System.nanoTime();
        assertThat(vendor().hastyProvider().start(order)).isInstanceOf(Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertNothingIsLeftOf(order);
        assertThat(started(order).machines()).hasSize(1);
    }

    @Test
    void aFailureOfTheVendorIsNeitherSuccessNorRefusal() {
        var order = vendor().order(1);
        vendor().failTheNextCreate();
        assertThat(vendor().provider().start(order)).isInstanceOf(Unknown.class);
    }

    @Test
    void aListThatFailsIsNotAbsence() {
        var order = vendor().order(1);
        started(order);
        vendor().failTheNextList();
        assertThat(vendor().provider().find(order.leg())).isInstanceOf(LegSighting.Unknown.class);
        vendor().failTheNextList();
        assertThat(vendor().provider().stop(order.leg())).isInstanceOf(StopOutcome.Unknown.class);
        assertThat(vendor().living()).hasSize(1);
    }

    // Watching

    @Test
    void aMachineIsSeenStartingThenRunning() {
        var order = vendor().order(1);
        String id = started(order).machines().getFirst();
        assertThat(seen(order.leg())).containsExactly(machine(order, id, Machine.State.STARTING));
        vendor().letMachinesSettle();
        assertThat(seen(order.leg())).containsExactly(machine(order, id, Machine.State.RUNNING));
    }

    @Test
    void whatWasNeverStartedIsAbsent() {
        assertThat(vendor().provider().find(vendor().order(1).leg())).isEqualTo(new Absent());
    }

    @Test
    void oneLegIsNotTakenForAnother() {
        started(vendor().order(1));
        assertThat(vendor().provider().find(vendor().order(1).leg())).isEqualTo(new Absent());
    }

    @Test
    void aReclaimIsNoticed() {
        var order = vendor().order(2);
        String taken = started(order).machines().getFirst();
        vendor().letMachinesSettle();
        vendor().reclaim(taken);
        assertThat(seen(order.leg()))
                .allSatisfy(machine ->
                        assertThat(machine.reclaimNoticed())
                                .isEqualTo(
                                        vendor().listsTellOfReclaims()
                                                && machine.id().equals(taken)));
    }

    // Stopping

    @Test
    void aStoppedLegIsGone() {
        var order = vendor().order(2);
        started(order);
        vendor().letMachinesSettle();
        assertThat(vendor().provider().stop(order.leg()))
                .isInstanceOfAny(Stopped.class, StopOutcome.Stopping.class);
        vendor().letMachinesSettle();
        assertThat(vendor().provider().stop(order.leg())).isEqualTo(new Stopped());
        assertNothingIsLeftOf(order);
    }

    @Test
    void stoppingTwiceIsStoppingOnce() {
        var order = vendor().order(1);
        started(order);
        vendor().letMachinesSettle();
        vendor().provider().stop(order.leg());
        assertThat(vendor().provider().stop(order.leg()))
                .isInstanceOfAny(Stopped.class, StopOutcome.Stopping.class);
        vendor().letMachinesSettle();
        assertThat(vendor().provider().stop(order.leg())).isEqualTo(new Stopped());
        assertThat(vendor().provider().stop(order.leg())).isEqualTo(new Stopped());
    }

    @Test
    void stoppingWhatNeverStartedSucceeds() {
        assertThat(vendor().provider().stop(vendor().order(1).leg())).isEqualTo(new Stopped());
    }

    @Test
    void aMachineThatWasOrderedJustNowIsStoppedInTheEnd() {
        var order = vendor().order(1);
        started(order);
        vendor().provider().stop(order.leg());
        vendor().letMachinesSettle();
        vendor().provider().stop(order.leg());
        vendor().letMachinesSettle();
        assertThat(vendor().provider().stop(order.leg())).isEqualTo(new Stopped());
        assertThat(vendor().living()).isEmpty();
    }

    @Test
    void aStopWithoutAnAnswerIsUnknownAndMayBeRepeated() {
        var order = vendor().order(1);
        started(order);
        vendor().letMachinesSettle();
        vendor().failTheNextDelete();
        assertThat(vendor().provider().stop(order.leg())).isInstanceOf(StopOutcome.Unknown.class);
        assertThat(vendor().living()).hasSize(1);
        vendor().provider().stop(order.leg());
        vendor().letMachinesSettle();
        assertThat(vendor().provider().stop(order.leg())).isEqualTo(new Stopped());
    }

    @Test
    void onlyTheLegThatIsStoppedStops() {
        var stopped = vendor().order(1);
        var other = vendor().order(1);
        started(stopped);
        var stays = started(other).machines();
        String foreign = vendor().startUntagged();
        vendor().letMachinesSettle();
        vendor().provider().stop(stopped.leg());
        vendor().letMachinesSettle();
        assertThat(vendor().provider().stop(stopped.leg())).isEqualTo(new Stopped());
        assertThat(vendor().living()).containsExactlyInAnyOrder(stays.getFirst(), foreign);
    }

    // Listing

    @Test
    void machinesWithoutOurTagAreNeverListed() {
        vendor().startUntagged();
        var order = vendor().order(2);
        var ours = started(order).machines();
        assertThat(listed())
                .allSatisfy(machine -> assertThat(machine.leg()).isEqualTo(order.leg().leg()))
                .extracting(Machine::id)
                .containsExactlyInAnyOrderElementsOf(ours);
    }

    @Test
    void aListOfManyPagesIsWhole() {
        var large = vendor().order(100);
        vendor().leave(large, 250);
        var machines = new HashSet<>(started(large).machines());
        for (int i = 0; i < 4; i++) {
            var next = vendor().order(33);
            machines.addAll(started(next).machines());
        }
        assertThat(machines).hasSize(232);
        assertThat(listed().stream().map(Machine::id))
                .containsExactlyInAnyOrderElementsOf(machines);
        assertThat(seen(large.leg())).hasSize(100);
    }

    // Gathering

    @Test
    void whatIsOnSaleIsAtSitesThatTheVendorIsKnownToHave() {
        List<PoolReport> pools = whole(vendor().provider().stock());
        assertThat(pools).isNotEmpty().doesNotHaveDuplicates();
        assertThat(vendor().sites()).containsAll(pools.stream().map(PoolReport::siteCode).toList());
    }

    @Test
    void whatIsOnSaleHasAPrice() {
        var provider = vendor().provider();
        Set<String> priced =
                whole(provider.prices()).stream()
                        .map(price -> price.siteCode() + price.instanceType() + price.option())
                        .collect(Collectors.toSet());
        List<String> withoutPrice =
                whole(provider.stock()).stream()
                        .flatMap(pool ->
                                pool.sells().stream()
                                        .map(option ->
                                                pool.siteCode() + pool.instanceType() + option))
                        .filter(sold -> !priced.contains(sold))
                        .toList();
        assertThat(withoutPrice).isEmpty();
    }

    @Test
    void whatIsSoldOutIsListedAsSuch() {
        var order = vendor().order(1);
        vendor().leave(order, 0);
        assertThat(whole(vendor().provider().stock()))
                .filteredOn(pool -> pool.siteCode().equals(order.leg().siteCode()))
                .filteredOn(pool -> pool.instanceType().equals(order.instanceType()))
                .singleElement()
                .satisfies(pool -> {
                    assertThat(pool.freeInstances()).isZero();
                    assertThat(pool.sells()).isEmpty();
                });
    }

    // The key

    @Test
    void aWrongSecretIsSaidAndNeverShown() {
        var provider = vendor().providerWithWrongSecret();
        var order = vendor().order(1);
        var start = provider.start(order);
        assertThat(start)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.ACCOUNT));
        var answers =
                List.of(
                        start,
                        provider.find(order.leg()),
                        provider.stop(order.leg()),
                        provider.stock(),
                        provider.prices(),
                        provider.machines());
        assertThat(answers.get(1)).isInstanceOf(LegSighting.Unknown.class);
        assertThat(answers.get(2)).isInstanceOf(StopOutcome.Unknown.class);
        assertThat(answers.subList(3, 6))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Gathered.Failed.class));
        assertThat(answers.toString() + provider)
                .doesNotContain(vendor().secrets().toArray(new String[0]));
        assertNothingIsLeftOf(order);
    }

    private Started started(StartOrder order) {
        var outcome = vendor().provider().start(order);
        assertThat(outcome).isInstanceOf(Started.class);
        return (Started) outcome;
    }

    private List<Machine> seen(LegRef leg) {
        var sighting = vendor().provider().find(leg);
        assertThat(sighting).isInstanceOf(Seen.class);
        return ((Seen) sighting).machines();
    }

    private List<Machine> listed() {
        return whole(vendor().provider().machines());
    }

    private static <T> List<T> whole(Gathered<T> gathered) {
        return switch (gathered) {
            case Gathered.Complete<T>(var items, var _) -> items;
            case Gathered.Partial<T> partial -> throw new AssertionError(partial);
            case Gathered.Failed<T> failed -> throw new AssertionError(failed);
        };
    }

    private void assertNothingIsLeftOf(StartOrder order) {
        assertThat(vendor().provider().find(order.leg())).isEqualTo(new Absent());
        assertThat(vendor().living()).isEmpty();
    }

    private static Machine machine(StartOrder order, String id, Machine.State state) {
        return new Machine(
                id,
                order.leg().leg(),
                order.leg().region(),
                order.leg().siteCode(),
                order.instanceType(),
                state,
                false);
    }
}
