package gridfare.sandbox.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A webhook that keeps what it gets, and refuses as many as it was told to.
final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private int refusals;

    record Received(String signature, String payload) {}

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort()));
    }

    synchronized void refuse(int times) {
        refusals = times;
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String payload =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
            boolean refused = refusals-- > 0;
            exchange.sendResponseHeaders(refused ? 503 : 200, -1);
            if (!refused) received.add(new Received(signature, payload));
        }
    }

    /// The next event of that type, for which others are dropped.
    Received next(String type) throws InterruptedException {
        while (true) {
            Received next =
                    Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS), "No " + type);
            if (next.payload().contains("\"type\":\"" + type + "\"")) return next;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
