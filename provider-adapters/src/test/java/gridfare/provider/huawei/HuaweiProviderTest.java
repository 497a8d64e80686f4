package gridfare.provider.huawei;

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
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StartOutcome.Refused;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.money.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The contract over the wire, and what is particular to Huawei.
class HuaweiProviderTest extends ComputeProviderContract {

    private HuaweiSandbox sandbox;

    @BeforeEach
    void startTheSandbox() {
        sandbox = new HuaweiSandbox();
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
                sandbox.rows("on-demand.csv").stream().collect(toMap(row -> row[1], row -> row[2]));
        Map<String, Integer> free = new HashMap<>();
        Map<String, Money> prices = new HashMap<>();
        for (String[] pool : sandbox.rows("pools.csv")) {
            if (!types.containsKey(pool[1])) continue;
            free.put(pool[0] + pool[1], pool[2].equals("0") ? 0 : 10);
            prices.put(
                    pool[0] + pool[1],
                    Money.of(Objects.requireNonNull(onDemand.get(pool[1])), "CNY"));
        }
        var gathered = (Gathered.Complete<PoolReport>) sandbox.provider().stock();
        assertThat(gathered.quarantined())
                .extracting(Quarantined::what)
                .containsExactly("pi2.2xlarge.4");
        assertThat(gathered.items())
                .allSatisfy(pool -> {
                    String[] type = Objects.requireNonNull(types.get(pool.instanceType()));
                    assertThat(pool.chip().value()).isEqualTo(type[1]);
                    assertThat(pool.gpusPerInstance()).isEqualTo(Integer.parseInt(type[2]));
                    assertThat(pool.counted()).isFalse();
                });
        assertThat(
                        gathered.items().stream()
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
                                                                        + price.instanceType(),
                                                        PriceReport::perInstanceHour)))
                .isEqualTo(prices);
    }

    @Test
    void aJobThatFailsAtOnceIsARefusalWithTheReasonOfItsParts() {
        var order = sandbox.order(2);
        sandbox.leave(order, 1);
        assertThat(sandbox.provider().start(order))
                .isEqualTo(new Refused(Reason.SOLD_OUT, "Ecs.0219 (its job)"));
    }

    @Test
    void aJobThatIsNotToldIsNeitherStartedNorRefused() {
        var order = sandbox.order(1);
        sandbox.fault(HuaweiSandbox.JOB, "error", ", \"status\": 500");
        assertThat(sandbox.provider().start(order)).isInstanceOf(StartOutcome.Unknown.class);
        assertThat(sandbox.living()).hasSize(1);
    }

    @Test
    void theSameLegWithAnotherOrderIsNeitherStartedNorRefused() {
        var order = sandbox.order(1);
        sandbox.provider().start(order);
        var other =
                new StartOrder(
                        order.leg(), order.instanceType(), 2, PurchaseOption.ON_DEMAND, null);
        assertThat(sandbox.provider().start(other)).isInstanceOf(StartOutcome.Unknown.class);
        assertThat(sandbox.living()).hasSize(1);
    }

    @Test
    void spotIsNotSoldHere() {
        var order = sandbox.order(1);
        assertThat(
                        sandbox.provider()
                                .start(
                                        new StartOrder(
                                                order.leg(),
                                                order.instanceType(),
                                                1,
                                                PurchaseOption.SPOT,
                                                null)))
                .isInstanceOf(Refused.class);
        assertThat(sandbox.living()).isEmpty();
    }

    @Test
    void anAccountWithoutAProjectOrInAnUnknownRegionIsNotConnected() {
        var withoutProject = new HashMap<>(HuaweiSandbox.SETTINGS);
        withoutProject.remove("project");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(new Endpoint.Real("cn-southwest-2"), withoutProject));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> connect(new Endpoint.Real("eu-nowhere-1"), HuaweiSandbox.SETTINGS));
    }

    private static void connect(Endpoint endpoint, Map<String, String> settings) {
        new HuaweiProviders()
                .connect(
                        new ProviderAccount(
                                new ProviderId(new UUID(0, 2)),
                                ProviderKind.HUAWEI,
                                endpoint,
                                "key",
                                "secret",
                                settings));
    }
}
