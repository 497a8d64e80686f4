package gridfare.provider.tencent;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.domain.provider.ComputeProviderContract;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.Gathered.Quarantined;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StartOutcome.Refused;
import gridfare.domain.provider.StartOutcome.Started;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.money.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The contract over the wire, and what is particular to Tencent.
class TencentProviderTest extends ComputeProviderContract {

    private TencentSandbox sandbox;

    @BeforeEach
    void startTheSandbox() {
        sandbox = new TencentSandbox();
    }

    @AfterEach
    void stopTheSandbox() {
        sandbox.close();
    }

    @Override
    protected Vendor vendor() {
        return sandbox;
    }

    @Test
    void theWholeMarketIsGatheredWithThePricesToTheMicro() {
        Map<String, String[]> types =
                sandbox.rows("instance-types.csv").stream()
                        .collect(toMap(row -> row[0], row -> row));
        Map<String, String> onDemand =
                sandbox.rows("on-demand.csv").stream()
                        .collect(toMap(row -> row[0] + row[1], row -> row[2]));
        Map<String, String> regions =
                sandbox.rows("zones.csv").stream().collect(toMap(row -> row[0], row -> row[1]));
        Map<String, Integer> free = new HashMap<>();
        Map<String, Money> prices = new HashMap<>();
        for (String[] pool : sandbox.rows("pools.csv")) {
            if (!types.containsKey(pool[1])) continue;
            int left = Integer.parseInt(pool[2]);
            String shelf = pool[0] + pool[1];
            free.put(shelf, left == 0 ? 0 : left <= 3 ? 2 : 10);
            prices.put(shelf + PurchaseOption.SPOT, Money.of(pool[3], "CNY"));
            prices.put(
                    shelf + PurchaseOption.ON_DEMAND,
                    Money.of(
                            Objects.requireNonNull(onDemand.get(regions.get(pool[0]) + pool[1])),
                            "CNY"));
        }
        var pools = ((Gathered.Complete<PoolReport>) sandbox.provider().stock()).items();
        assertThat(pools)
                .allSatisfy(pool -> {
                    String[] type = Objects.requireNonNull(types.get(pool.instanceType()));
                    assertThat(pool.chip().value()).isEqualTo(type[1]);
                    assertThat(pool.gpusPerInstance()).isEqualTo(Integer.parseInt(type[2]));
                    assertThat(pool.counted()).isFalse();
                });
        assertThat(
                        pools.stream()
                                .collect(
                                        toMap(
                                                pool -> pool.siteCode() + pool.instanceType(),
                                                PoolReport::freeInstances)))
                .isEqualTo(free);
        assertThat(
                        ((Gathered.Complete<PriceReport>) sandbox.provider().prices())
                                .items().stream()
                                        .collect(
                                                toMap(
                                                        price ->
                                                                price.siteCode()
                                                                        + price.instanceType()
                                                                        + price.option(),
                                                        PriceReport::perInstanceHour)))
                .isEqualTo(prices);
    }

    @Test
    void aChipThatWeDoNotKnowIsQuarantinedAndATypeWithoutOneIsNoMatterOfOurs() {
        var gathered = (Gathered.Complete<PoolReport>) sandbox.provider().stock();
        assertThat(gathered.quarantined())
                .extracting(Quarantined::what)
                .isSubsetOf("GN6S.LARGE20")
                .doesNotHaveDuplicates();
        assertThat(gathered.items())
                .extracting(PoolReport::instanceType)
                .doesNotContain("GN6S.LARGE20", "S5.LARGE8");
    }

    @Test
    void aRegionThatFailsIsSilentAndTheOthersCount() {
        sandbox.fault("DescribeZoneInstanceConfigInfos", "error", ", \"status\": 500");
        var partial = (Gathered.Partial<PoolReport>) sandbox.provider().stock();
        assertThat(partial.silentRegions()).hasSize(1);
        assertThat(partial.items()).hasSizeGreaterThan(200);
    }

    @Test
    void aBidBelowTheMarketIsAPriceThatMoved() {
        assertThat(sandbox.provider().start(spot(Money.of("0.001", "CNY"))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.PRICE_MOVED));
        assertThat(sandbox.living()).isEmpty();
    }

    @Test
    void aBidAtTheMarketsPriceIsTaken() {
        assertThat(sandbox.provider().start(spot(Money.of("1.18", "CNY"))))
                .isInstanceOf(Started.class);
        assertThat(sandbox.provider().start(spot(null))).isInstanceOf(Started.class);
    }

    private StartOrder spot(@Nullable Money bid) {
        var order = sandbox.order(1);
        return new StartOrder(order.leg(), order.instanceType(), 1, PurchaseOption.SPOT, bid);
    }

    @Test
    void anAccountWithoutAnImageOrInAnInventedRegionIsNotConnected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(new Endpoint.Real("ap-guangzhou"), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> connect(new Endpoint.Real("ap-hefei-ec"), Map.of("image", "img-1")));
    }

    private static void connect(Endpoint endpoint, Map<String, String> settings) {
        new TencentProviders()
                .connect(
                        new ProviderAccount(
                                new ProviderId(new UUID(0, 3)),
                                ProviderKind.TENCENT,
                                endpoint,
                                "key",
                                "secret",
                                settings));
    }
}
