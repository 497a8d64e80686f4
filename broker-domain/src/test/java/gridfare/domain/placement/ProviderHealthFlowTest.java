package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import gridfare.domain.provider.CallLog;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.ProviderStanding;
import gridfare.domain.provider.ProviderStanding.Answering;
import gridfare.domain.provider.ReadProviderHealth;
import gridfare.domain.provider.Reliabilities;
import gridfare.domain.quote.Quote;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedCredit;
import gridfare.domain.testing.ScriptedProvider;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.quote.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a provider's answers do to its standing, and its standing to placements and quotes.
class ProviderHealthFlowTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");

    private static final Party SELLER =
            new Party(
                    new PersonId(DomainContainer.demonstration("c1")),
                    "Seller",
                    new OrganisationId(DomainContainer.demonstration("c01")),
                    Role.OWNER);

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
            "F05: a silent provider is asked five times, then left alone; its offers sink, it is told")
    void aSilentProviderIsLeftAloneForAWhile() {
        market.pool("t8", 8, 20, 10_000_000);
        List<Placement> placed = new ArrayList<>();
        for (int i = 0; i < 10; i++) placed.add(accepted());
        provider.silent(true);
        int before = provider.calls();
        for (int i = 0; i < 10; i++) {
            work();
            DOMAIN.wall().advance(Duration.ofSeconds(1));
        }
        DOMAIN.bean(CallLog.class).flush();

        // Five failures, and at most a bulkhead's worth of calls that were under way.
        assertThat(provider.calls() - before).isBetween(5, 5 + 16);
        assertThat(standing().answering()).isEqualTo(Answering.SILENT);
        assertThat(standing().calls().successRate()).hasValue(0);
        assertThat(incidents()).contains(Incident.Kind.SILENT);
        Quote quote = market.ask(LINGHE, market.request(QosTier.STANDARD, 8));
        assertThat(quote.options().getFirst().option().reasons()).contains(Option.Reason.STALE);

        provider.silent(false);
        DOMAIN.wall().advance(Duration.ofSeconds(20));
        for (int i = 0; i < 15; i++) {
            work();
            DOMAIN.wall().advance(Duration.ofSeconds(1));
        }
        DOMAIN.bean(CallLog.class).flush();
        assertThat(placed).allMatch(it -> state(it) == PlacementState.RUNNING);
        assertThat(standing().answering()).isNotEqualTo(Answering.SILENT);
        assertThat(provider.machinesEver()).isEqualTo(10);
        assertThat(DOMAIN.bean(Incidents.class).of(SELLER, 50))
                .filteredOn(incident -> incident.provider().equals(market.provider()))
                .singleElement()
                .satisfies(incident -> assertThat(incident.overAt()).isNotNull());
    }

    @Test
    @DisplayName("F14: a provider that flaps for 30 s ends none of 32 placements")
    void aFlappingProviderEndsNothing() {
        market.pool("t8", 8, 40, 10_000_000);
        List<Placement> placed = new ArrayList<>();
        for (int i = 0; i < 32; i++) placed.add(accepted());
        work();
        for (int second = 0; second < 30; second++) {
            provider.silent(second % 4 != 0);
            work();
            DOMAIN.wall().advance(Duration.ofSeconds(1));
        }
        provider.silent(false);
        for (int i = 0; i < 20; i++) {
            work();
            DOMAIN.wall().advance(Duration.ofSeconds(10));
        }

        assertThat(placed).allMatch(it -> state(it) == PlacementState.RUNNING);
        assertThat(placed).allMatch(it -> market.story(LINGHE, it.id()).legs().size() == 1);
        assertThat(provider.machinesEver()).isEqualTo(32);
    }

    @Test
    @DisplayName("F08: the score of a provider that loses machines drops, and its history says why")
    void theScoreIsTheLowerEndOfWhatWasSeen() {
        market.pool("t8", 8, 20, 10_000_000);
        for (int i = 0; i < 3; i++) {
            Placement done = accepted();
            work();
            DOMAIN.bean(StopPlacement.class).stop(LINGHE, done.id());
            work();
        }
        Reliabilities reliabilities = DOMAIN.bean(Reliabilities.class);
        reliabilities.refresh();
        // Wilson, z = 1.96: 3 of 3 is 3 / (3 + 3.8416) = 0.4385
        assertThat(reliabilities.of(market.provider()).score().value())
                .isCloseTo(0.4385, org.assertj.core.api.Assertions.within(0.0001));

        Placement lost = accepted();
        work();
        provider.vanish(market.story(LINGHE, lost.id()).legs().getFirst().id());
        Instant since = DOMAIN.wall().instant();
        for (int i = 0; i < 20; i++) {
            DOMAIN.wall().advance(Duration.ofSeconds(10));
            work();
        }
        reliabilities.refresh();
        assertThat(reliabilities.of(market.provider())).isEqualTo(new Reliabilities.Past(3, 4));
        // 3 of 4: (0.75 + 0.4802 - 1.96 sqrt((0.1875 + 0.2401) / 4)) / 1.9604 = 0.3006
        assertThat(standing().past().score().value())
                .isCloseTo(0.3006, org.assertj.core.api.Assertions.within(0.0001));
        assertThat(DOMAIN.bean(Incidents.class).of(SELLER, 50))
                .filteredOn(it -> it.provider().equals(market.provider()))
                .filteredOn(it -> it.kind() == Incident.Kind.MACHINE_LOST)
                .singleElement()
                .satisfies(it -> assertThat(it.at()).isAfter(since));
    }

    private List<Incident.Kind> incidents() {
        return DOMAIN.bean(Incidents.class).latest(OPERATOR, 50).stream()
                .filter(incident -> incident.provider().equals(market.provider()))
                .map(Incident::kind)
                .toList();
    }

    private ProviderStanding standing() {
        return DOMAIN.bean(ReadProviderHealth.class).own(SELLER).stream()
                .filter(one -> one.provider().id().equals(market.provider()))
                .findFirst()
                .orElseThrow();
    }

    private Placement accepted() {
        return market.accept(LINGHE, market.ask(LINGHE, market.request(QosTier.STANDARD, 8)));
    }

    private void work() {
        DOMAIN.bean(AdmitQueued.class).run();
        DOMAIN.bean(StartPlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
    }

    private PlacementState state(Placement placed) {
        return market.story(LINGHE, placed.id()).placement().state();
    }
}
