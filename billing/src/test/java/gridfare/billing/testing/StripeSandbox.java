package gridfare.billing.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gridfare.domain.invoice.PaymentId;
import gridfare.sandbox.Sandbox;
import gridfare.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The sandbox's Stripe over the wire, and what it delivered. Registered before the container.
@SuppressWarnings("NullAway.Init") // set before all tests
public final class StripeSandbox implements BeforeAllCallback, AfterAllCallback {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// One delivery: the header and the raw body.
    public record Delivery(String signature, String body) {

        /// Whether it is an event of that type.
        public boolean is(String type) {
            return body.contains("\"type\":\"" + type + "\"");
        }
    }

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer hook;
    private Sandbox sandbox;
    private InstantSource wall = InstantSource.system();

    /// The wall time by which the sandbox signs.
    public StripeSandbox at(InstantSource source) {
        wall = source;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", this::take);
        hook.start();
        URI url = URI.create("http://127.0.0.1:%d/hook".formatted(hook.getAddress().getPort()));
        sandbox = Sandbox.start(SandboxSettings.inMemory(wall).telling(url, "whsec_sandbox"));
        TestStripe.at(sandbox.ports().stripe());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        sandbox.close();
        hook.stop(0);
        client.close();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            deliveries.add(
                    new Delivery(exchange.getRequestHeaders().getFirst("Stripe-Signature"), body));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /// Waits for the deliveries up to one of type `last`, and hands them all out.
    public List<Delivery> deliveriesUpTo(String last) {
        List<Delivery> all = new ArrayList<>();
        try {
            while (true) {
                Delivery next = deliveries.poll(10, TimeUnit.SECONDS);
                if (next == null) throw new AssertionError("No %s came.".formatted(last));
                all.add(next);
                if (next.is(last)) return all;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Forgets deliveries of earlier tests.
    public void forgetDeliveries() {
        deliveries.clear();
    }

    /// Lets the next calls of an action fail.
    public void fault(String action, String kind, int times, String more) {
        send(
                "POST",
                "/faults",
                """
                {"vendor":"stripe","action":"%s","kind":"%s","times":%d%s}
                """
                        .formatted(action, kind, times, more));
    }

    public void noFaults() {
        send("DELETE", "/faults", "");
    }

    /// Sets the outside world's business time.
    public void clock(Instant now) {
        send("PUT", "/clock", "{\"now\":\"%s\",\"running\":false}".formatted(now));
    }

    /// Calls received: action and idempotency key of each, as the log tells.
    public JsonNode requests() {
        return send("GET", "/requests?vendor=stripe", "");
    }

    /// The payment intents that Stripe has in all, newest first.
    public JsonNode intents() {
        return call(HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/v1/payment_intents?limit=100"
                                                .formatted(sandbox.ports().stripe())))
                        .header("Authorization", "Bearer sk_test_sandbox")
                        .build())
                .get("data");
    }

    /// How many intents carry that name of ours.
    public long intentsOf(PaymentId payment) {
        return StreamSupport.stream(intents().spliterator(), false)
                .filter(intent ->
                        payment.external().equals(intent.at("/metadata/payment").asText()))
                .count();
    }

    private JsonNode send(String method, String path, String body) {
        return call(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d%s"
                                                .formatted(sandbox.ports().control(), path)))
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }

    private JsonNode call(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
