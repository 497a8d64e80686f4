package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.metering.CheckProviderReports;
import gridfare.domain.metering.CheckProviderReports.BillCheck;
import gridfare.domain.metering.CheckProviderReports.UseCheck;
import gridfare.domain.metering.CollectUsage;
import gridfare.domain.offer.GatherOffers;
import gridfare.domain.party.Operator;
import gridfare.domain.party.PersonId;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.quote.Quote;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedCredit;
import gridfare.domain.testing.ScriptedProvider;
import gridfare.domain.testing.ScriptedProvider.Mishap;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.LedgerAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Providers that do not do as they say, and what it costs whom.
class LyingProviderTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");

    private TestMarket market;
    private ScriptedProvider provider;

    @BeforeEach
    void newMarket() {
        market = new TestMarket(DOMAIN);
        provider = DOMAIN.bean(ScriptedProvider.class);
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Granted());
    }

    @Test
    @DisplayName(
            "F09: a machine that is sold twice is refused the second time, and the first keeps it")
    void oneMachineForTwoLegsIsTakenOnce() {
        market.pool("t8", 8, 3, 10_000_000);
        Placement first = accepted();
        work();
        LegId owner = leg(first).id();
        PoolId other = market.pool("other", 8, 3, 10_100_000);
        Placement second = accepted();
        provider.next(Mishap.SOLD_TWICE);
        work();
        work();
        DOMAIN.wall().advance(Duration.ofSeconds(40));
        work();

        assertThat(state(first)).isEqualTo(PlacementState.RUNNING);
        assertThat(state(second)).isEqualTo(PlacementState.RUNNING);
        assertThat(leg(second).pool()).isEqualTo(other);
        assertThat(leg(second).machines()).isNotEqualTo(leg(first).machines());
        assertThat(provider.alive()).contains(owner);
        assertThat(incidents()).contains(Incident.Kind.SOLD_TWICE);
    }

    @Test
    void orphansAreReleasedWithinAMinuteAlsoThoseWhoseTagIsNoLeg() {
        market.pool("t8", 8, 3, 10_000_000);
        work();
        provider.appear("i-nobody");
        provider.appear(
                new StartOrder(
                        new LegRef(new LegId(UUID.randomUUID()), "r1", "site-t8"),
                        "t8",
                        1,
                        PurchaseOption.ON_DEMAND,
                        null));
        DOMAIN.wall().advance(Duration.ofSeconds(31));
        work();

        assertThat(provider.hasUntagged()).isFalse();
        assertThat(provider.alive()).isEmpty();
        assertThat(incidents()).containsOnly(Incident.Kind.ORPHAN).hasSize(2);
    }

    @Test
    @DisplayName(
            "F10: a bill that differs is disputed; the buyer pays the quote, the provider gets what was agreed")
    void whatIsBilledOtherwiseIsDisputed() {
        market.pool("t8", 8, 3, 10_000_000);
        Placement placed = accepted();
        work();
        DOMAIN.wall().advance(Duration.ofMinutes(30));
        DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed.id());
        work();
        DOMAIN.bean(CollectUsage.class).run();
        var check = DOMAIN.bean(CheckProviderReports.class);
        LegId id = leg(placed).id();

        // half an hour at 10.00 an instance-hour
        assertThat(check.bill(market.provider(), id, LedgerAmount.of("5.00", "USD")))
                .isEqualTo(new BillCheck.Agrees(LedgerAmount.of("5.00", "USD")));
        assertThat(check.bill(market.provider(), id, LedgerAmount.of("5.75", "USD")))
                .isEqualTo(
                        new BillCheck.Differs(
                                LedgerAmount.of("5.00", "USD"), LedgerAmount.of("0.75", "USD")));
        assertThat(incidents()).containsExactly(Incident.Kind.BILL_DIFFERS);
        assertThat(CostSoFar.of(market.story(LINGHE, placed.id()), DOMAIN.wall().instant()))
                .isEqualTo(LedgerAmount.of("5.20", "USD"));
    }

    @Test
    @DisplayName("F11: use that is reported beyond the lease is capped and disputed")
    void useBeyondTheLeaseIsCapped() {
        market.pool("t8", 8, 3, 10_000_000);
        Placement placed = accepted();
        work();
        Instant began = leg(placed).runningSince().orElseThrow();
        DOMAIN.wall().advance(Duration.ofMinutes(10));
        DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed.id());
        work();
        var check = DOMAIN.bean(CheckProviderReports.class);
        LegId id = leg(placed).id();

        assertThat(check.use(market.provider(), id, began, began.plusSeconds(600), 4_800))
                .isEqualTo(new UseCheck.Accepted(4_800));
        assertThat(check.use(market.provider(), id, began, began.plusSeconds(3_600), 28_800))
                .isEqualTo(new UseCheck.Capped(4_800, 24_000));
        assertThat(
                        check.use(
                                market.provider(),
                                new LegId(UUID.randomUUID()),
                                began,
                                began.plusSeconds(60),
                                480))
                .isEqualTo(new UseCheck.NoLease());
        assertThat(incidents()).containsExactly(Incident.Kind.USE_BEYOND_LEASE);
    }

    @Test
    @DisplayName("F26: of 64 who want the last 10 GPUs, with gathers going on, exactly 10 get one")
    void theLastTenAreSoldTenTimes() throws Exception {
        PoolId pool = market.pool("t1", 1, 10, 1_270_000);
        market.pool("plenty", 1, 100, 9_000_000); // for the premium counter of the chip class
        List<PoolReport> stock = List.of(report("t1", 10), report("plenty", 100));
        provider.sells(stock, List.of());
        var quotes = new ConcurrentLinkedQueue<Quote>();
        for (int i = 0; i < 64; i++) {
            quotes.add(market.ask(LINGHE, market.request(QosTier.GUARANTEED, 1)));
        }
        List<Quote> all = List.copyOf(quotes);
        var over = new AtomicBoolean();
        List<Acceptance> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(65)) {
            Future<?> gathers =
                    threads.submit(() -> {
                        while (!over.get()) {
                            DOMAIN.bean(GatherOffers.class).stockOf(market.provider());
                        }
                    });
            List<Callable<Acceptance>> buyers = new ArrayList<>();
            for (int i = 0; i < 64; i++) buyers.add(() -> accept(quotes.remove()));
            for (Future<Acceptance> one : threads.invokeAll(buyers)) answers.add(one.get());
            over.set(true);
            gathers.get();
        }

        assertThat(answers).filteredOn(Acceptance.Accepted.class::isInstance).hasSize(10);
        assertThat(answers)
                .filteredOn(Acceptance.InsufficientCapacity.class::isInstance)
                .hasSize(54);
        assertThat(market.claimed(pool)).isEqualTo(10);
        work();
        provider.sells(List.of(report("t1", 0), report("plenty", 100)), List.of());
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        DOMAIN.bean(GatherOffers.class).stockOf(market.provider());
        assertThat(market.claimed(pool)).isZero(); // counted: the machines are listed
        for (Quote quote : all) {
            assertThat(accept(quote)).isNotInstanceOf(Acceptance.Accepted.class);
        }
        assertThat(provider.machinesEver()).isEqualTo(10);
    }

    private static PoolReport report(String type, int free) {
        return new PoolReport(
                "site-" + type,
                type,
                TestMarket.CHIP,
                1,
                true,
                free,
                Set.of(PurchaseOption.ON_DEMAND));
    }

    private static Acceptance accept(Quote quote) {
        return DOMAIN.bean(AcceptQuote.class)
                .accept(LINGHE, quote.id(), quote.options().getFirst().id(), PlacementWishes.NONE);
    }

    private List<Incident.Kind> incidents() {
        return DOMAIN.bean(Incidents.class).latest(OPERATOR, 50).stream()
                .filter(incident -> incident.provider().equals(market.provider()))
                .map(Incident::kind)
                .toList();
    }

    private Placement accepted() {
        return market.accept(LINGHE, market.ask(LINGHE, market.request(QosTier.STANDARD, 8)));
    }

    private void work() {
        DOMAIN.bean(StartPlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
    }

    private Leg leg(Placement placed) {
        return market.story(LINGHE, placed.id()).legs().getLast();
    }

    private PlacementState state(Placement placed) {
        return market.story(LINGHE, placed.id()).placement().state();
    }
}
