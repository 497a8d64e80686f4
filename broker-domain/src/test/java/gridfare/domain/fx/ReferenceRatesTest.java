package gridfare.domain.fx;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.testing.DomainContainer;
import gridfare.pricing.money.FxRate;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReferenceRatesTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Currency USD = Currency.getInstance("USD");

    private final ReferenceRates rates = DOMAIN.bean(ReferenceRates.class);

    @Test
    void theNewestRateThatIsInForceCounts() throws Exception {
        try (var connection = DOMAIN.owner().getConnection();
                var insert = connection.createStatement()) {
            insert.execute(
                    "insert into reference_rate (from_currency, to_currency, rate, valid_from, version, source)"
                            + " values ('CNY', 'USD', 0.15, '2026-12-01', 'december', 'test')");
        }

        assertThat(version("2026-11-30T23:59:59Z")).isEqualTo("2026-01-01/synthetic");
        assertThat(version("2026-12-01T00:00:00Z")).isEqualTo("december");
        assertThat(rates.current(CNY, USD, Instant.parse("2020-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void aCurrencyIsItself() {
        assertThat(rates.current(USD, USD, DomainContainer.START)).contains(FxRate.identity(USD));
    }

    private String version(String at) {
        return rates.current(CNY, USD, Instant.parse(at)).orElseThrow().version();
    }
}
