package gridfare.provider.limit;

import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.ComputeProviderContract;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.StartOrder;
import gridfare.pricing.market.PurchaseOption;
import gridfare.sandbox.Ports;
import gridfare.sandbox.Sandbox;
import gridfare.sandbox.SandboxSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A vendor's side of the wire: a sandbox on free ports, with a wall clock that only tests move, so
/// that machines boot when they should and nobody waits.
public abstract class VendorSandbox implements ComputeProviderContract.Vendor, AutoCloseable {

    protected static final String WRONG_SECRET = "another-secret-5b1f";

    private static final Limits HASTY =
            new Limits(Duration.ofMillis(400), Duration.ofSeconds(20), Duration.ofSeconds(60), 8);
    private static final Duration BOOT = Duration.ofSeconds(40);
    private static final Pattern ID = Pattern.compile("\"id\" ?: ?\"([^\"]+)\"");

    /// Begins at the machine's own time, since the SDK dates its signatures by it.
    private final AtomicReference<Instant> wall =
            new AtomicReference<>(Clock.systemUTC().instant());

    private final String vendor;
    private final String create;
    private final String delete;
    private final String list;
    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param create the vendor's names of three actions
    protected VendorSandbox(String vendor, String create, String delete, String list) {
        this.vendor = vendor;
        this.create = create;
        this.delete = delete;
        this.list = list;
        sandbox = Sandbox.start(SandboxSettings.inMemory(wall::get).bootingIn(BOOT));
    }

    protected abstract ComputeProvider connected(String secret, Limits limits);

    protected abstract String secret();

    /// Where the order of the contract goes.
    protected abstract LegRef place(LegId leg);

    protected abstract String type();

    @Override
    public void close() {
        sandbox.close();
        http.close();
    }

    protected Ports ports() {
        return sandbox.ports();
    }

    @Override
    public ComputeProvider provider() {
        return connected(secret(), Limits.USUAL);
    }

    @Override
    public ComputeProvider providerWithWrongSecret() {
        return connected(WRONG_SECRET, Limits.USUAL);
    }

    @Override
    public ComputeProvider hastyProvider() {
        return connected(secret(), HASTY);
    }

    @Override
    public List<String> secrets() {
        return List.of(secret(), WRONG_SECRET);
    }

    @Override
    public StartOrder order(int instances) {
        return new StartOrder(
                place(new LegId(UUID.randomUUID())),
                type(),
                instances,
                PurchaseOption.ON_DEMAND,
                null);
    }

    @Override
    public void leave(StartOrder order, int instances) {
        stock(order, "\"left\": " + instances);
    }

    public void stock(StartOrder order, String change) {
        control(
                "PUT",
                "/stock",
                """
                {"vendor": "%s", "zone": "%s", "instance_type": "%s", %s}
                """
                        .formatted(vendor, order.leg().siteCode(), order.instanceType(), change));
    }

    @Override
    public void loseTheNextAnswerToACreate() {
        fault(create, "lost_answer", "");
    }

    @Override
    public void swallowTheNextCreate() {
        fault(create, "timeout", ", \"delay_ms\": 2000");
    }

    @Override
    public void failTheNextCreate() {
        fault(create, "error", ", \"status\": 503, \"code\": \"InternalError\"");
    }

    @Override
    public void failTheNextDelete() {
        fault(delete, "error", ", \"status\": 500");
    }

    @Override
    public void failTheNextList() {
        fault(list, "error", ", \"status\": 500");
    }

    public void fault(String action, String kind, String more) {
        control(
                "POST",
                "/faults",
                "{\"vendor\": \"%s\", \"action\": \"%s\", \"kind\": \"%s\"%s}"
                        .formatted(vendor, action, kind, more));
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
    public Set<String> living() {
        return ID.matcher(control("GET", "/machines?vendor=" + vendor, null))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    public String control(String method, String path, @Nullable String body) {
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

    /// The sandbox's own data: what it does not tell on the wire is known from here.
    public List<String[]> rows(String file) {
        var stream =
                Objects.requireNonNull(
                        Sandbox.class.getResourceAsStream(
                                "/gridfare/sandbox/%s/%s".formatted(vendor, file)));
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
