package gridfare.provider.alibaba;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.provider.ComputeProviderContract;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.Gathered.Quarantined;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StartOutcome.Refused;
import gridfare.domain.provider.StartOutcome.Started;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.money.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The contract over the wire, and what is particular to Alibaba.
class AlibabaProviderTest extends ComputeProviderContract {

    private AlibabaSandbox sandbox;

    @BeforeEach
    void startTheSandbox() {
        sandbox = new AlibabaSandbox();
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
    void theWholeMarketIsGathered() {
        var pools = ((Gathered.Complete<PoolReport>) sandbox.provider().stock()).items();
        Map<String, Integer> machines =
                rows("pools.csv").stream()
                        .collect(toMap(row -> row[0] + row[1], row -> Integer.parseInt(row[2])));
        Map<String, String[]> types =
                rows("instance-types.csv").stream().collect(toMap(row -> row[0], row -> row));
        var sellable = rows("pools.csv").stream().filter(row -> types.containsKey(row[1])).toList();
        assertThat(pools).hasSize(sellable.size());
        assertThat(pools.stream().map(PoolReport::siteCode).distinct().count())
                .isEqualTo(sellable.stream().map(row -> row[0]).distinct().count());
        assertThat(pools.stream().collect(groupingBy(PoolReport::instanceType, counting())))
                .isEqualTo(sellable.stream().collect(groupingBy(row -> row[1], counting())));
        assertThat(pools)
                .allSatisfy(pool -> {
                    String[] type = Objects.requireNonNull(types.get(pool.instanceType()));
                    assertThat(pool.chip().value()).isEqualTo(type[1]);
                    assertThat(pool.gpusPerInstance()).isEqualTo(Integer.parseInt(type[2]));
                    assertThat(pool.counted()).isFalse();
                    int left =
                            Objects.requireNonNull(
                                    machines.get(pool.siteCode() + pool.instanceType()));
                    assertThat(pool.freeInstances()).isEqualTo(left == 0 ? 0 : left <= 3 ? 2 : 10);
                    assertThat(pool.sells().isEmpty()).isEqualTo(left == 0);
                });
    }

    @Test
    void whatWeDoNotKnowIsQuarantinedOnceAndNotSold() {
        var gathered = (Gathered.Complete<PoolReport>) sandbox.provider().stock();
        assertThat(gathered.quarantined())
                .extracting(Quarantined::what)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        rows("pools.csv").stream()
                                .map(row -> row[1])
                                .distinct()
                                .filter(type ->
                                        rows("other-types.csv").stream()
                                                .anyMatch(row ->
                                                        row[0].equals(type) && !row[1].equals("0")))
                                .toList());
    }

    @Test
    void instanceTypesAreReadOnce() {
        sandbox.provider().stock();
        long before = sandbox.requests("DescribeInstanceTypes");
        sandbox.provider().stock();
        assertThat(before).isGreaterThan(1);
        assertThat(sandbox.requests("DescribeInstanceTypes")).isEqualTo(before);
    }

    @Test
    void pricesAreTheVendorsToTheMicro() {
        var prices = ((Gathered.Complete<PriceReport>) sandbox.provider().prices()).items();
        Map<String, String> onDemand =
                rows("on-demand.csv").stream()
                        .collect(toMap(row -> row[0] + row[1], row -> row[2]));
        Map<String, String> regions =
                rows("zones.csv").stream().collect(toMap(row -> row[0], row -> row[1]));
        Map<String, String[]> types =
                rows("instance-types.csv").stream().collect(toMap(row -> row[0], row -> row));
        Map<String, Money> expected = new HashMap<>();
        for (String[] pool : rows("pools.csv")) {
            if (!types.containsKey(pool[1])) continue;
            expected.put(pool[0] + pool[1] + PurchaseOption.SPOT, Money.of(pool[3], "USD"));
            expected.put(
                    pool[0] + pool[1] + PurchaseOption.ON_DEMAND,
                    Money.of(
                            Objects.requireNonNull(onDemand.get(regions.get(pool[0]) + pool[1])),
                            "USD"));
        }
        assertThat(
                        prices.stream()
                                .collect(
                                        toMap(
                                                price ->
                                                        price.siteCode()
                                                                + price.instanceType()
                                                                + price.option(),
                                                PriceReport::perInstanceHour)))
                .isEqualTo(expected);
    }

    @Test
    void aChangedPriceIsReadAsWritten() {
        sandbox.control(
                "PUT",
                "/price",
                """
                {"vendor": "alibaba", "region": "%s", "instance_type": "%s",
                 "purchase_option": "on_demand", "amount": "12.3457"}
                """
                        .formatted(AlibabaSandbox.REGION, AlibabaSandbox.A100));
        sandbox.control(
                "PUT",
                "/price",
                """
                {"vendor": "alibaba", "region": "%s", "zone": "%s", "instance_type": "%s",
                 "purchase_option": "spot", "amount": "0.000123"}
                """
                        .formatted(
                                AlibabaSandbox.REGION, AlibabaSandbox.ZONE, AlibabaSandbox.A100));
        var prices = ((Gathered.Complete<PriceReport>) sandbox.provider().prices()).items();
        assertThat(prices)
                .contains(
                        new PriceReport(
                                AlibabaSandbox.ZONE,
                                AlibabaSandbox.A100,
                                PurchaseOption.ON_DEMAND,
                                Money.of("12.3457", "USD")),
                        new PriceReport(
                                AlibabaSandbox.ZONE,
                                AlibabaSandbox.A100,
                                PurchaseOption.SPOT,
                                Money.of("0.000123", "USD")));
    }

    @Test
    void aRegionThatFailsIsSilentAndTheOthersCount() {
        sandbox.fault("DescribeAvailableResource", "error", ", \"status\": 500");
        var partial = (Gathered.Partial<PoolReport>) sandbox.provider().stock();
        assertThat(partial.silentRegions()).hasSize(1);
        assertThat(partial.items()).hasSizeGreaterThan(5_000);
    }

    @Test
    void aRegionThatHangsHoldsUpNothing() {
        sandbox.fault("DescribeAvailableResource", "timeout", ", \"delay_ms\": 3000");
        assertThat(sandbox.hastyProvider().stock()).isInstanceOf(Gathered.Partial.class);
    }

    @Test
    void throttledRegionsAreSilent() {
        sandbox.control(
                "PUT",
                "/limits",
                "{\"vendor\": \"alibaba\", \"action\": \"DescribeInstances\", \"per_minute\": 20}");
        var partial = (Gathered.Partial<Machine>) sandbox.provider().machines();
        assertThat(partial.silentRegions()).hasSize(30);
    }

    @Test
    void aBidBelowTheMarketIsAPriceThatMoved() {
        assertThat(sandbox.provider().start(spot(Money.of("0.001", "USD"))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.PRICE_MOVED));
        assertThat(sandbox.living()).isEmpty();
    }

    @Test
    void aBidAtTheMarketsPriceIsTaken() {
        String market =
                rows("pools.csv").stream()
                        .filter(row -> row[0].equals(AlibabaSandbox.ZONE))
                        .filter(row -> row[1].equals(AlibabaSandbox.A100))
                        .findFirst()
                        .orElseThrow()[3];
        assertThat(sandbox.provider().start(spot(Money.of(market, "USD"))))
                .isInstanceOf(Started.class);
        assertThat(sandbox.provider().start(spot(null))).isInstanceOf(Started.class);
    }

    @Test
    void aReservedMachineIsNotSoldHere() {
        var order = sandbox.order(1);
        assertThat(
                        sandbox.provider()
                                .start(
                                        new StartOrder(
                                                order.leg(),
                                                order.instanceType(),
                                                1,
                                                PurchaseOption.RESERVED,
                                                null)))
                .isInstanceOf(Refused.class);
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

    private StartOrder spot(@Nullable Money bid) {
        var order = sandbox.order(1);
        return new StartOrder(order.leg(), order.instanceType(), 1, PurchaseOption.SPOT, bid);
    }

    /// The sandbox's own data: what it does not tell on the wire is known from here.
    private static List<String[]> rows(String file) {
        var stream =
                Objects.requireNonNull(
                        AlibabaProviderTest.class.getResourceAsStream(
                                "/gridfare/sandbox/alibaba/" + file));
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
