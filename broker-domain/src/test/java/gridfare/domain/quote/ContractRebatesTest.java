package gridfare.domain.quote;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.party.Party;
import gridfare.domain.placement.TestMarket;
import gridfare.domain.testing.DomainContainer;
import gridfare.pricing.match.Request;
import gridfare.pricing.money.Money;
import gridfare.pricing.quote.Option;
import gridfare.pricing.quote.PriceLine;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContractRebatesTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    /// 8 GPUs for an hour at 10.00 an instance-hour: 12.5 % off is 1.25. The contract that ended
    /// yesterday and the one of tomorrow do not count, and neither does another buyer's.
    @Test
    void aBuyersContractTakesItsShareOffTheProvidersPrice() {
        var market = new TestMarket(DOMAIN);
        market.pool("rebated", 8, 3, 10_000_000);
        String provider = "'" + market.provider().uuid() + "'";
        String buyer = "'" + LINGHE.organisation().uuid() + "'";
        for (String row :
                new String[] {
                    "9000, '2025-01-01', '2026-11-24'",
                    "1250, '2026-01-01', null",
                    "5000, '2026-11-25', null"
                }) {
            market.write(
                    "insert into contract_rebate values (%s, %s, %s, 'sales', 'contract 7')"
                            .formatted(buyer, provider, row));
        }

        assertThat(rebate(LINGHE, market)).isEqualTo(Money.of("-1.25", "USD"));
        assertThat(rebate(OTHER_LAB, market)).isEqualTo(Money.of("0", "USD"));
    }

    private static Money rebate(Party buyer, TestMarket market) {
        Asked asked =
                DOMAIN.bean(RequestQuote.class)
                        .ask(
                                buyer,
                                Request.capacity(8, Duration.ofHours(1))
                                        .allowedProviders(Set.of(market.provider()))
                                        .build());
        assertThat(asked).isInstanceOf(Asked.Answered.class);
        Option option = ((Asked.Answered) asked).quote().options().getFirst().option();
        return option.lines().stream()
                .filter(line -> line.kind() == PriceLine.Kind.REBATE)
                .map(PriceLine::amount)
                .reduce(Money.of("0", "USD"), Money::plus);
    }
}
