package gridfare.sandbox.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.DeleteInstancesRequest;
import com.aliyun.ecs20140526.models.DescribeAvailableResourceRequest;
import com.aliyun.ecs20140526.models.DescribeAvailableResourceResponseBody.DescribeAvailableResourceResponseBodyAvailableZonesAvailableZone;
import com.aliyun.ecs20140526.models.DescribeInstanceStatusRequest;
import com.aliyun.ecs20140526.models.DescribeInstanceTypesRequest;
import com.aliyun.ecs20140526.models.DescribeInstanceTypesResponseBody;
import com.aliyun.ecs20140526.models.DescribeInstancesRequest;
import com.aliyun.ecs20140526.models.DescribeInstancesRequest.DescribeInstancesRequestTag;
import com.aliyun.ecs20140526.models.DescribeInstancesResponseBody;
import com.aliyun.ecs20140526.models.DescribeInstancesResponseBody.DescribeInstancesResponseBodyInstancesInstance;
import com.aliyun.ecs20140526.models.DescribePriceRequest;
import com.aliyun.ecs20140526.models.DescribeRegionsRequest;
import com.aliyun.ecs20140526.models.DescribeSpotPriceHistoryRequest;
import com.aliyun.ecs20140526.models.DescribeSpotPriceHistoryResponseBody;
import com.aliyun.ecs20140526.models.DescribeZonesRequest;
import com.aliyun.ecs20140526.models.RunInstancesRequest;
import com.aliyun.ecs20140526.models.RunInstancesRequest.RunInstancesRequestTag;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import gridfare.sandbox.Control;
import gridfare.sandbox.MovableWall;
import gridfare.sandbox.Sandbox;
import gridfare.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The vendor's own SDK finds in the sandbox what it would find at the vendor.
class EcsWireTest {

    private static final String REGION = "cn-guizhou";
    private static final String ZONE = "cn-guizhou-a";
    private static final String A100 = "ecs.gn7e-c16g1.4xlarge";
    private static final Duration BOOT = Duration.ofMillis(200);

    private final MovableWall wall = new MovableWall();

    @TempDir Path state;
    private Sandbox sandbox;
    private Control control;
    private Client ecs;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.inMemory(wall).keptIn(state).bootingIn(BOOT));
        control = new Control(sandbox.ports().control());
        ecs = client("sandbox-alibaba", "sandbox-alibaba-secret");
    }

    @AfterEach
    void stop() {
        control.close();
        sandbox.close();
    }

    private Client client(String key, String secret) throws Exception {
        return new Client(
                new Config()
                        .setAccessKeyId(key)
                        .setAccessKeySecret(secret)
                        .setEndpoint("127.0.0.1:" + sandbox.ports().alibaba())
                        .setProtocol("HTTP")
                        .setConnectTimeout(5_000)
                        .setReadTimeout(5_000));
    }

    private static RunInstancesRequest order(String token, int amount) {
        return new RunInstancesRequest()
                .setRegionId(REGION)
                .setZoneId(ZONE)
                .setInstanceType(A100)
                .setImageId("ubuntu_24_04_x64")
                .setVSwitchId("vsw-gridfare")
                .setAmount(amount)
                .setClientToken(token)
                .setTag(
                        List.of(
                                new RunInstancesRequestTag().setKey("gridfare-leg").setValue(token),
                                new RunInstancesRequestTag()
                                        .setKey("note")
                                        .setValue("a*b ~ c/ü + d")));
    }

    private List<String> run(RunInstancesRequest order) throws Exception {
        return ecs.runInstances(order).getBody().getInstanceIdSets().getInstanceIdSet();
    }

    private List<DescribeInstancesResponseBodyInstancesInstance> tagged(String token)
            throws Exception {
        return ecs.describeInstances(
                        new DescribeInstancesRequest()
                                .setRegionId(REGION)
                                .setMaxResults(100)
                                .setTag(
                                        List.of(
                                                new DescribeInstancesRequestTag()
                                                        .setKey("gridfare-leg")
                                                        .setValue(token))))
                .getBody()
                .getInstances()
                .getInstance();
    }

    private static String token() {
        return UUID.randomUUID().toString();
    }

    private interface Asking {
        void ask() throws Exception;
    }

    private static TeaException refusal(Asking asking) {
        TeaException refused = catchThrowableOfType(TeaException.class, asking::ask);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        Client stranger = client("sandbox-alibaba", "guessed");

        TeaException refused =
                refusal(() -> stranger.describeRegions(new DescribeRegionsRequest()));

        assertThat(refused.getCode()).isEqualTo("SignatureDoesNotMatch");
        assertThat(refused.getStatusCode()).isEqualTo(403);
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        Client stranger = client("nobody", "sandbox-alibaba-secret");

        TeaException refused =
                refusal(() -> stranger.describeRegions(new DescribeRegionsRequest()));

        assertThat(refused.getCode()).isEqualTo("InvalidAccessKeyId.NotFound");
    }

    @Test
    void aSignatureIsTooOldAfterFifteenMinutes() {
        wall.move(Duration.ofMinutes(16));

        TeaException refused = refusal(() -> ecs.describeRegions(new DescribeRegionsRequest()));

        assertThat(refused.getCode()).isEqualTo("InvalidTimeStamp.Expired");
    }

    @Test
    void aRequestThatTheNetworkRepeatsIsRefusedByItsNonce() throws Exception {
        control.post(
                "/faults",
                """
                {"vendor":"alibaba","action":"DescribeRegions","kind":"twice"}\
                """);

        TeaException refused = refusal(() -> ecs.describeRegions(new DescribeRegionsRequest()));

        assertThat(refused.getCode()).isEqualTo("SignatureNonceUsed");
    }

    @Test
    void thereAreFiftyRegionsAndTwoThousandAndFiftyZones() throws Exception {
        Set<String> zones = new HashSet<>();
        var regions =
                ecs.describeRegions(new DescribeRegionsRequest())
                        .getBody()
                        .getRegions()
                        .getRegion();
        for (var region : regions) {
            ecs.describeZones(new DescribeZonesRequest().setRegionId(region.getRegionId()))
                    .getBody()
                    .getZones()
                    .getZone()
                    .forEach(zone -> zones.add(zone.getZoneId()));
        }
        assertThat(regions).hasSize(50);
        assertThat(zones).hasSize(2_050).contains(ZONE);
    }

    @Test
    void typesComeInPagesAndIncludeSuchAsNoRegionSells() throws Exception {
        List<String> found = new ArrayList<>();
        int pages = 0;
        @Nullable String next = null;
        do {
            DescribeInstanceTypesResponseBody page =
                    ecs.describeInstanceTypes(new DescribeInstanceTypesRequest().setNextToken(next))
                            .getBody();
            page.getInstanceTypes()
                    .getInstanceType()
                    .forEach(type -> found.add(type.getInstanceTypeId()));
            next = page.getNextToken();
            pages++;
        } while (!next.isEmpty());

        assertThat(pages).isEqualTo(2);
        assertThat(found).doesNotHaveDuplicates().contains(A100, "ecs.g7.large");
    }

    @Test
    void typesWithAcceleratorsCanBeAskedForAlone() throws Exception {
        var types =
                ecs.describeInstanceTypes(
                                new DescribeInstanceTypesRequest()
                                        .setMinimumGPUAmount(1)
                                        .setGPUSpec("a100"))
                        .getBody()
                        .getInstanceTypes()
                        .getInstanceType();

        assertThat(types).extracting(type -> type.getGPUAmount()).containsExactly(1, 2, 4, 8);
        assertThat(types.getFirst().getGPUMemorySize()).isEqualTo(80f);
    }

    @Test
    void stockIsAWordForAllZonesOfARegion() throws Exception {
        control.put(
                "/stock",
                """
                {"vendor":"alibaba","zone":"cn-guizhou-a","instance_type":"%s","left":2}\
                """
                        .formatted(A100));

        var zones =
                ecs.describeAvailableResource(
                                new DescribeAvailableResourceRequest()
                                        .setRegionId(REGION)
                                        .setDestinationResource("InstanceType"))
                        .getBody()
                        .getAvailableZones()
                        .getAvailableZone();

        assertThat(zones).hasSizeGreaterThan(30);
        assertThat(words(zones)).contains(ZONE + " Available ClosedWithStock");
    }

    private static List<String> words(
            List<DescribeAvailableResourceResponseBodyAvailableZonesAvailableZone> zones) {
        List<String> words = new ArrayList<>();
        for (var zone : zones) {
            for (var resource : zone.getAvailableResources().getAvailableResource()) {
                for (var sold : resource.getSupportedResources().getSupportedResource()) {
                    if (sold.getValue().equals(A100)) {
                        words.add(
                                "%s %s %s"
                                        .formatted(
                                                zone.getZoneId(),
                                                sold.getStatus(),
                                                sold.getStatusCategory()));
                    }
                }
            }
        }
        return words;
    }

    @Test
    void pricesAreInDollarsAndSpotIsCheaper() throws Exception {
        DescribePriceRequest onDemand =
                new DescribePriceRequest()
                        .setRegionId(REGION)
                        .setResourceType("instance")
                        .setInstanceType(A100);
        DescribePriceRequest spot =
                new DescribePriceRequest()
                        .setRegionId(REGION)
                        .setZoneId(ZONE)
                        .setResourceType("instance")
                        .setInstanceType(A100)
                        .setSpotStrategy("SpotAsPriceGo");

        var price = ecs.describePrice(onDemand).getBody().getPriceInfo().getPrice();
        var spotPrice = ecs.describePrice(spot).getBody().getPriceInfo().getPrice();

        assertThat(price.getCurrency()).isEqualTo("USD");
        assertThat(price.getTradePrice()).isEqualTo(1.27f);
        assertThat(spotPrice.getTradePrice()).isEqualTo(0.9f);
    }

    @Test
    void aChangedSpotPriceIsTheLatestOfTheHistory() throws Exception {
        control.put(
                "/price",
                """
                {"vendor":"alibaba","region":"cn-guizhou","zone":"cn-guizhou-a",
                 "instance_type":"%s","purchase_option":"SPOT","amount":"0.955"}\
                """
                        .formatted(A100));

        DescribeSpotPriceHistoryResponseBody history =
                ecs.describeSpotPriceHistory(
                                new DescribeSpotPriceHistoryRequest()
                                        .setRegionId(REGION)
                                        .setNetworkType("vpc")
                                        .setInstanceType(A100))
                        .getBody();
        var here =
                history.getSpotPrices().getSpotPriceType().stream()
                        .filter(price -> price.getZoneId().equals(ZONE))
                        .toList();

        assertThat(history.getSpotPrices().getSpotPriceType()).hasSizeGreaterThan(here.size());
        assertThat(here).extracting(price -> price.getSpotPrice()).containsExactly(0.9f, 0.955f);
    }

    @Test
    void aMachineBootsRunsAndGoes() throws Exception {
        String id = run(order(token(), 1)).getFirst();

        assertThat(status(id)).isEqualTo("Pending");
        wall.move(BOOT.dividedBy(2));
        assertThat(status(id)).isEqualTo("Starting");
        wall.move(BOOT);
        assertThat(status(id)).isEqualTo("Running");
        delete(id, true);
        assertThat(status(id)).isEqualTo("Stopping");
        wall.move(BOOT);
        assertThat(status(id)).isEqualTo("absent");
    }

    private String status(String id) throws Exception {
        var statuses =
                ecs.describeInstanceStatus(
                                new DescribeInstanceStatusRequest()
                                        .setRegionId(REGION)
                                        .setInstanceId(List.of(id)))
                        .getBody()
                        .getInstanceStatuses()
                        .getInstanceStatus();
        return statuses.isEmpty() ? "absent" : statuses.getFirst().getStatus();
    }

    private void delete(String id, boolean force) throws Exception {
        ecs.deleteInstances(
                new DeleteInstancesRequest()
                        .setRegionId(REGION)
                        .setInstanceId(List.of(id))
                        .setForce(force));
    }

    @Test
    void aRunningMachineIsDeletedOnlyByForceAndAPendingOneNotAtAll() throws Exception {
        String id = run(order(token(), 1)).getFirst();

        assertThat(refusal(() -> delete(id, true)).getCode())
                .isEqualTo("IncorrectInstanceStatus.Initializing");
        wall.move(BOOT);
        assertThat(refusal(() -> delete(id, false)).getCode()).isEqualTo("IncorrectInstanceStatus");
        assertThat(refusal(() -> delete("i-unknown", true)).getCode())
                .isEqualTo("InvalidInstanceId.NotFound");
    }

    @Test
    void oneTokenCreatesOnce() throws Exception {
        String token = token();

        List<String> first = run(order(token, 2));
        List<String> again = run(order(token, 2));

        assertThat(first).hasSize(2);
        assertThat(again).isEqualTo(first);
        assertThat(tagged(token)).hasSize(2);
        assertThat(refusal(() -> run(order(token, 1))).getCode())
                .isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void machinesAreCreatedAllOrNoneUntilSoldOut() throws Exception {
        control.put(
                "/stock",
                """
                {"vendor":"alibaba","zone":"cn-guizhou-a","instance_type":"%s","left":3}\
                """
                        .formatted(A100));
        String token = token();

        TeaException refused = refusal(() -> run(order(token, 4)));

        assertThat(refused.getCode()).isEqualTo("OperationDenied.NoStock");
        assertThat(refused.getStatusCode()).isEqualTo(403);
        assertThat(tagged(token)).isEmpty();
        assertThat(run(order(token(), 3))).hasSize(3);
        assertThat(refusal(() -> run(order(token(), 1))).getCode())
                .isEqualTo("OperationDenied.NoStock");
    }

    @Test
    void withALeastAmountAPartIsDelivered() throws Exception {
        control.put(
                "/stock",
                """
                {"vendor":"alibaba","zone":"cn-guizhou-a","instance_type":"%s","left":3}\
                """
                        .formatted(A100));

        assertThat(run(order(token(), 5).setMinAmount(2))).hasSize(3);
    }

    @Test
    void releasedMachinesAreForSaleAgain() throws Exception {
        control.put(
                "/stock",
                """
                {"vendor":"alibaba","zone":"cn-guizhou-a","instance_type":"%s","left":1}\
                """
                        .formatted(A100));
        String id = run(order(token(), 1)).getFirst();
        wall.move(BOOT);
        delete(id, true);
        wall.move(BOOT);

        assertThat(run(order(token(), 1))).hasSize(1);
    }

    @Test
    void aBidBelowTheMarketIsRefused() {
        RunInstancesRequest order =
                order(token(), 1).setSpotStrategy("SpotWithPriceLimit").setSpotPriceLimit(0.5f);

        assertThat(refusal(() -> run(order)).getCode())
                .isEqualTo("OperationDenied.SpotPriceLowerThanPublicPrice");
    }

    @Test
    void manyMachinesAreListedInPages() throws Exception {
        control.put(
                "/stock",
                """
                {"vendor":"alibaba","zone":"cn-guizhou-a","instance_type":"%s","left":50}\
                """
                        .formatted(A100));
        List<String> created = run(order(token(), 25));
        List<String> listed = new ArrayList<>();
        @Nullable String next = null;
        do {
            DescribeInstancesResponseBody page =
                    ecs.describeInstances(
                                    new DescribeInstancesRequest()
                                            .setRegionId(REGION)
                                            .setMaxResults(10)
                                            .setNextToken(next))
                            .getBody();
            page.getInstances()
                    .getInstance()
                    .forEach(instance -> listed.add(instance.getInstanceId()));
            next = page.getNextToken();
        } while (!next.isEmpty());

        assertThat(listed).isEqualTo(created);
    }

    @Test
    void aLostAnswerIsClearedUpByTheTag() throws Exception {
        String token = token();
        loseTheAnswerToTheNextOrder();

        assertThat(catchThrowableOfType(Exception.class, () -> run(order(token, 1)))).isNotNull();

        assertThat(tagged(token)).hasSize(1);
        assertThat(run(order(token, 1))).containsExactly(tagged(token).getFirst().getInstanceId());
    }

    /// The SDK's HTTP client repeats a call by itself when a kept connection dies, with its nonce:
    /// so `SignatureNonceUsed` says nothing about whether the order was carried out.
    @Test
    void onAKeptConnectionALostAnswerLooksLikeAUsedNonce() throws Exception {
        String token = token();
        ecs.describeRegions(new DescribeRegionsRequest());
        loseTheAnswerToTheNextOrder();

        assertThat(refusal(() -> run(order(token, 1))).getCode()).isEqualTo("SignatureNonceUsed");

        assertThat(tagged(token)).hasSize(1);
    }

    private void loseTheAnswerToTheNextOrder() {
        control.post(
                "/faults",
                """
                {"vendor":"alibaba","action":"RunInstances","kind":"lost_answer"}\
                """);
    }

    @Test
    void aRestartForgetsNothing() throws Exception {
        String token = token();
        List<String> created = run(order(token, 1));
        control.put("/clock", "{\"now\":\"2027-05-01T00:00:00Z\",\"running\":false}");
        stop();
        start();

        assertThat(tagged(token)).hasSize(1);
        assertThat(run(order(token, 1))).isEqualTo(created);
        assertThat(control.get("/clock").get("now").asText()).isEqualTo("2027-05-01T00:00:00Z");
    }

    @Test
    void aReclaimIsAnnouncedByALock() throws Exception {
        String token = token();
        String id = run(order(token, 1).setSpotStrategy("SpotAsPriceGo")).getFirst();
        control.put("/machines/" + id, "{\"state\":\"recycling\"}");

        assertThat(tagged(token).getFirst().getOperationLocks().getLockReason())
                .extracting(reason -> reason.getLockReason())
                .containsExactly("Recycling");

        control.put("/machines/" + id, "{\"state\":\"gone\"}");
        assertThat(tagged(token)).isEmpty();
    }

    @Test
    void whoCallsTooOftenIsThrottledUntilTheNextMinute() throws Exception {
        control.put(
                "/limits",
                """
                {"vendor":"alibaba","action":"DescribeRegions","per_minute":1}\
                """);
        ecs.describeRegions(new DescribeRegionsRequest());

        assertThat(refusal(() -> ecs.describeRegions(new DescribeRegionsRequest())).getCode())
                .isEqualTo("Throttling");
        wall.move(Duration.ofMinutes(1));
        assertThat(ecs.describeRegions(new DescribeRegionsRequest()).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void faultsAreCountedAndCallsLogged() throws Exception {
        control.post(
                "/faults",
                """
                {"vendor":"alibaba","action":"*","kind":"error","status":503,
                 "code":"ServiceUnavailable"}\
                """);

        assertThat(refusal(() -> ecs.describeRegions(new DescribeRegionsRequest())).getCode())
                .isEqualTo("ServiceUnavailable");
        ecs.describeRegions(new DescribeRegionsRequest());

        assertThat(control.get("/requests?vendor=alibaba"))
                .extracting(entry -> entry.get("status").asInt())
                .containsExactly(503, 200);
    }
}
