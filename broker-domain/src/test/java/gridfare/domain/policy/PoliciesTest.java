package gridfare.domain.policy;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.placement.TestMarket;
import gridfare.domain.quote.Asked;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.RequestQuote;
import gridfare.domain.testing.DomainContainer;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.DataClass;
import gridfare.pricing.match.Request;
import gridfare.pricing.place.Jurisdiction;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoliciesTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

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
