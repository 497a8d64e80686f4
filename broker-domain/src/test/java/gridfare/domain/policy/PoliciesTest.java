package gridfare.domain.policy;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.offer.ChipFacts;
import gridfare.domain.party.Organisations;
import gridfare.domain.party.Party;
import gridfare.domain.placement.TestMarket;
import gridfare.domain.quote.Asked;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.RequestQuote;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.DataClass;
import gridfare.pricing.match.EndUse;
import gridfare.pricing.match.Request;
import gridfare.pricing.place.Jurisdiction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoliciesTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    /// Asks the rules of another day.
    @UseCase
    public static class Later {

        @Inject Policies policies;
        @Inject Organisations organisations;

        public List<String> rules(Party party, Instant at) {
            PolicyDecision decision =
                    policies.restrict(
                            organisations.find(party.organisation()).orElseThrow(),
                            Request.capacity(1, Duration.ofHours(1)).build(),
                            ChipFacts.catalogue(),
                            at);
            return decision instanceof PolicyDecision.Allowed allowed
                    ? allowed.rules()
                    : List.of(decision.toString());
        }
    }

    private TestMarket market;
    private PoolId inland;
    private PoolId abroad;

    @BeforeEach
    void aMarketAtHomeAndAbroad() {
        market = new TestMarket(DOMAIN);
        market.write("update organisation set country = 'CN' where name = 'Linghe Vision'");
        inland = market.pool("inland", 8, 3, 10_000_000);
        abroad = market.pool("abroad", 8, 3, 9_000_000, "SG-01");
    }

    @Test
    void publicDataMayGoAnywhere() {
        assertThat(pools(ask(DataClass.PUBLIC, Set.of()))).containsExactly(abroad, inland);
    }

    @Test
    void personalDataOfTheMainlandStaysThere() {
        assertThat(pools(ask(DataClass.PERSONAL, Set.of()))).containsExactly(inland);
        assertThat(pools(ask(DataClass.PERSONAL, Set.of(new Jurisdiction("CN")))))
                .containsExactly(inland);
        assertThat(pools(ask(DataClass.PERSONAL, Set.of(new Jurisdiction("CN-GZ")))))
                .containsExactly(inland);
    }

    @Test
    void whatOnlyForbiddenPlacesCouldCarryIsRefusedByName() {
        assertThat(ask(DataClass.MEDICAL, Set.of(new Jurisdiction("SG"))))
                .isInstanceOfSatisfying(
                        Asked.PolicyRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo("res-010"));
    }

    @Test
    void aBuyerBeforeItsPhaseIsToldWhenTheMarketOpens() {
        market.write("update organisation set country = 'SG' where name = 'Linghe Vision'");

        assertThat(ask(DataClass.PUBLIC, Set.of()))
                .isEqualTo(
                        new Asked.PolicyRefused(
                                "mar-002", "phase 2, regional: Southeast Asia, from 2027-01-01"));
    }

    // The A100: tpp 4 992, density 6.04, 2 039 GB/s: within the lane of January 2026 (exp-008).

    @Test
    void aChipThatWantsAReviewIsSoldOnceTheOperatorHasClearedIt() {
        assertThat(pools(ask(DataClass.PUBLIC, Set.of()))).contains(inland);
        market.write("update export_clearance set valid_to = date '2026-01-01'");
        try {
            assertThat(ask(DataClass.PUBLIC, Set.of()))
                    .isEqualTo(new Asked.PolicyRefused("exp-008", "US case by case lane 2026"));
        } finally {
            market.write("update export_clearance set valid_to = null");
        }
    }

    @Test
    void buyersOfOtherCountriesNeedNoReview() {
        market.write("update export_clearance set valid_to = date '2026-01-01'");
        market.write("update policy_rule set valid_from = date '2025-01-01' where id = 'mar-002'");
        market.write("update organisation set country = 'SG' where name = 'Linghe Vision'");
        try {
            assertThat(pools(ask(DataClass.PUBLIC, Set.of()))).contains(inland);
        } finally {
            market.write("update export_clearance set valid_to = null");
            market.write(
                    "update policy_rule set valid_from = date '2027-01-01' where id = 'mar-002'");
        }
    }

    @Test
    void nothingIsSoldForMilitaryUse() {
        assertThat(
                        DOMAIN.bean(RequestQuote.class)
                                .ask(
                                        LINGHE,
                                        Request.capacity(8, Duration.ofHours(1))
                                                .chips(Set.of(TestMarket.CHIP))
                                                .endUse(EndUse.MILITARY)
                                                .build()))
                .isEqualTo(new Asked.PolicyRefused("exp-014", "demo: military end use"));
    }

    @Test
    void whomASanctionsListNamesIsSoldNothing() {
        market.write(
                "insert into sanction values ('san-test', 'LINGHE vision', null, date"
                        + " '2024-01-01', null, 'test', 'test')");
        try {
            assertThat(ask(DataClass.PUBLIC, Set.of()))
                    .isInstanceOfSatisfying(
                            Asked.PolicyRefused.class,
                            refused -> assertThat(refused.rule()).isEqualTo("san-test"));
        } finally {
            market.write("delete from sanction where id = 'san-test'");
        }
    }

    /// Phase 1 ends with 2026; its successor keeps the mainland's buyers served.
    @Test
    void domesticBuyersAreServedAfterPhaseOne() {
        List<String> rules =
                DOMAIN.bean(Later.class).rules(LINGHE, Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(rules).contains("mar-001");
    }

    private Asked ask(DataClass dataClass, Set<Jurisdiction> places) {
        Request request =
                Request.capacity(8, Duration.ofHours(1))
                        .chips(Set.of(TestMarket.CHIP))
                        .allowedProviders(Set.of(market.provider()))
                        .dataClass(dataClass)
                        .jurisdictions(places)
                        .build();
        return DOMAIN.bean(RequestQuote.class).ask(LINGHE, request);
    }

    private static List<PoolId> pools(Asked asked) {
        assertThat(asked).isInstanceOf(Asked.Answered.class);
        Quote quote = ((Asked.Answered) asked).quote();
        return quote.options().stream()
                .map(option -> option.option().legs().getFirst().pool())
                .toList();
    }
}
