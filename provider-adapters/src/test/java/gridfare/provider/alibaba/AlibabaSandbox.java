package gridfare.provider.alibaba;

import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.RunInstancesRequest;
import com.aliyun.teaopenapi.models.Config;
import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.ComputeProviderContract;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.SiteReport;
import gridfare.domain.provider.StartOrder;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.provider.limit.Limits;
import gridfare.sandbox.Sandbox;
import gridfare.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Alibaba's side of the wire: a sandbox on free ports, with a wall clock that only tests move, so
/// that machines boot when they should and nobody waits.
final class AlibabaSandbox implements ComputeProviderContract.Vendor, AutoCloseable {

    static final String REGION = "cn-guizhou";
    static final String ZONE = "cn-guizhou-a";
    static final String A100 = "ecs.gn7e-c16g1.4xlarge";

    private static final String KEY = "sandbox-alibaba";
    private static final String SECRET = "sandbox-alibaba-secret";
    private static final String WRONG_SECRET = "another-secret-5b1f";
    private static final Duration BOOT = Duration.ofSeconds(40);
    private static final Pattern ID = Pattern.compile("\"id\" ?: ?\"([^\"]+)\"");

    static final Limits HASTY =
            new Limits(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(60), 8);

    /// Begins at the machine's own time, since the SDK dates its signatures by it.
    private final AtomicReference<Instant> wall =
            new AtomicReference<>(Clock.systemUTC().instant());

    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AlibabaProviders providers = new AlibabaProviders();

    AlibabaSandbox() {
        sandbox = Sandbox.start(SandboxSettings.inMemory(wall::get).bootingIn(BOOT));
    }

    @Override
    public void close() {
        sandbox.close();
        http.close();
    }

    ComputeProvider connected(String secret, Limits limits) {
        return providers.connect(
                new ProviderAccount(
                        new ProviderId(new UUID(0, 1)),
                        ProviderKind.ALIBABA,
                        new Endpoint.Sandbox(endpoint()),
                        KEY,
                        secret),
                limits);
    }

    private String endpoint() {
        return "127.0.0.1:" + sandbox.ports().alibaba();
    }

    @Override
    public ComputeProvider provider() {
        return connected(SECRET, Limits.USUAL);
    }

    @Override
    public ComputeProvider providerWithWrongSecret() {
        return connected(WRONG_SECRET, Limits.USUAL);
    }

    @Override
    public ComputeProvider hastyProvider() {
        return connected(SECRET, HASTY);
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET, WRONG_SECRET);
    }

    @Override
    public StartOrder order(int instances) {
        var leg = new LegRef(new LegId(UUID.randomUUID()), REGION, ZONE);
        return new StartOrder(leg, A100, instances, PurchaseOption.ON_DEMAND, null);
    }

    @Override
    public void leave(StartOrder order, int instances) {
        control(
                "PUT",
                "/stock",
                """
                {"vendor": "alibaba", "zone": "%s", "instance_type": "%s", "left": %d}
                """
                        .formatted(order.leg().siteCode(), order.instanceType(), instances));
    }

    @Override
    public void loseTheNextAnswerToACreate() {
        fault("RunInstances", "lost_answer", "");
    }

    @Override
    public void swallowTheNextCreate() {
        fault("RunInstances", "timeout", ", \"delay_ms\": 2000");
    }

    @Override
    public void failTheNextCreate() {
        fault("RunInstances", "error", ", \"status\": 503, \"code\": \"ServiceUnavailable\"");
    }

    @Override
    public void throttleTheNextCreate() {
        fault("RunInstances", "error", ", \"status\": 400, \"code\": \"Throttling.User\"");
    }

    @Override
    public void failTheNextDelete() {
        fault("DeleteInstances", "error", ", \"status\": 500");
    }

    @Override
    public void failTheNextList() {
        fault("DescribeInstances", "error", ", \"status\": 500");
    }

    void fault(String action, String kind, String more) {
        control(
                "POST",
                "/faults",
                "{\"vendor\": \"alibaba\", \"action\": \"%s\", \"kind\": \"%s\"%s}"
                        .formatted(action, kind, more));
    }

    @Override
    public void reclaim(String machine) {
        control("PUT", "/machines/" + machine, "{\"state\": \"recycling\"}");
    }

    @Override
    public void letMachinesSettle() {
        wall.updateAndGet(now -> now.plus(BOOT));
    }

    @Override
    public String startUntagged() {
        var request =
                new RunInstancesRequest()
                        .setRegionId(REGION)
                        .setZoneId(ZONE)
                        .setInstanceType(A100)
                        .setImageId("m-1")
                        .setAmount(1);
        try {
            var client =
                    new Client(
                            new Config()
                                    .setAccessKeyId(KEY)
                                    .setAccessKeySecret(SECRET)
                                    .setEndpoint(endpoint())
                                    .setProtocol("HTTP"));
            return client.runInstances(request)
                    .getBody()
                    .getInstanceIdSets()
                    .getInstanceIdSet()
                    .getFirst();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public Set<String> living() {
        return ID.matcher(control("GET", "/machines?vendor=alibaba", null))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public Set<String> sites() {
        return providers.sites().stream().map(SiteReport::code).collect(Collectors.toSet());
    }

    /// How often each action was asked for, e.g. `DescribePrice`.
    long requests(String action) {
        return Pattern.compile("\"action\" ?: ?\"" + action + "\"")
                .matcher(control("GET", "/requests?vendor=alibaba", null))
                .results()
                .map(MatchResult::group)
                .count();
    }

    String control(String method, String path, @Nullable String body) {
        try {
            var response =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + sandbox.ports().control()
                                                            + path))
                                    .method(
                                            method,
                                            body == null
                                                    ? BodyPublishers.noBody()
                                                    : BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) throw new AssertionError(response.body());
            return response.body();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
