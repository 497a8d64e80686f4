package gridfare.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteKind;
import gridfare.provider.limit.Limits;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlibabaCatalogueTest {

    private final AlibabaCatalogue catalogue = AlibabaCatalogue.load();

    @Test
    void thereAre50CoreAnd2000EdgeSitesIn50Regions() {
        var sites = new AlibabaProviders().sites();
        assertThat(sites).hasSize(2_050);
        assertThat(sites.stream().filter(site -> site.kind() == SiteKind.CORE)).hasSize(50);
        assertThat(sites.stream().map(site -> site.region()).distinct()).hasSize(50);
    }

    @Test
    void aStockWordWithoutStockSellsNothing() {
        assertThat(catalogue.stockWords())
                .containsOnlyKeys(
                        "WithStock", "ClosedWithStock", "WithoutStock", "ClosedWithoutStock")
                .allSatisfy(
                        (_, word) -> assertThat(word.assumedFree() > 0).isEqualTo(word.onSale()));
    }

    @Test
    void noEndPointIsMadeFromARegionOutsideTheList() {
        assertThat(catalogue.realRegions()).contains("cn-hangzhou").doesNotContain("cn-guizhou");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlibabaProviders().connect(account("cn-guizhou")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlibabaProviders().connect(account("evil.example/")));
        var calls = new AlibabaCalls(account("cn-hangzhou"), Limits.USUAL, catalogue.realRegions());
        assertThat(calls.reaches("cn-beijing")).isTrue();
        assertThat(calls.reaches("evil.example/")).isFalse();
    }

    private static ProviderAccount account(String homeRegion) {
        return new ProviderAccount(
                new ProviderId(UUID.randomUUID()),
                ProviderKind.ALIBABA,
                new Endpoint.Real(homeRegion),
                "key",
                "secret");
    }
}
