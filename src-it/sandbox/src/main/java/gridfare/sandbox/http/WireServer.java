package gridfare.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gridfare.sandbox.fault.Fault;
import gridfare.sandbox.fault.Faults;
import gridfare.sandbox.fault.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One port: takes calls, lets faults and limits strike, asks the [Wire], and keeps the log.
public final class WireServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WireServer.class.getName());
    private static final int DEFAULT_HANG_MS = 30_000;
    private static final int DEFAULT_DELAY_MS = 3_000;

    static {
        // Without it each small answer waits for the peer's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Wire wire;
    private final Faults faults;
    private final Limits limits;
    private final RequestLog log;
    private final InstantSource wall;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);

    private WireServer(
            Wire wire,
            Faults faults,
            Limits limits,
            RequestLog log,
            InstantSource wall,
            HttpServer server) {
        this.wire = wire;
        this.faults = faults;
        this.limits = limits;
        this.log = log;
        this.wall = wall;
        this.server = server;
    }

    /// Listens at once. Port 0 takes any that is free.
    public static WireServer listen(
            String host,
            int port,
            Wire wire,
            Faults faults,
            Limits limits,
            RequestLog log,
            InstantSource wall) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(host, port), 256);
            WireServer server = new WireServer(wire, faults, limits, log, wall, http);
            http.createContext("/", server::handle);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "Cannot listen on %s:%d for %s.".formatted(host, port, wire.vendor()), taken);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Closing an exchange that was not answered drops its connection.
    private void handle(HttpExchange exchange) {
        try (exchange) {
            Call call = read(exchange);
            String action = wire.action(call);
            Optional<Fault> fault = faults.strike(wire.vendor(), action);
            Answer answer = answer(call, action, fault);
            log.add(
                    wire.vendor(),
                    wall.instant(),
                    action,
                    wire.parameters(call),
                    answer == null ? 0 : answer.status(),
                    answer == null ? null : answer.code(),
                    fault.map(struck -> struck.kind().word()).orElse(null));
            if (answer != null) send(exchange, answer);
        } catch (IOException gone) {
            LOG.log(Level.FINE, "The caller went away.", gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.log(Level.SEVERE, "No answer to " + exchange.getRequestURI(), failed);
        }
    }

    private static Call read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String query = exchange.getRequestURI().getRawQuery();
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                Map.copyOf(headers),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /// Null if the connection shall be dropped.
    private @Nullable Answer answer(Call call, String action, Optional<Fault> fault)
            throws InterruptedException {
        if (!limits.allows(wire.vendor(), action, wall.instant())) return wire.throttled();
        if (fault.isEmpty()) return guarded(call);
        Fault struck = fault.get();
        return switch (struck.kind()) {
            case ERROR -> {
                int status = struck.status() == null ? 500 : struck.status();
                String code = struck.code() == null ? "InternalError" : struck.code();
                yield wire.failure(status, code, "The sandbox was told to fail.");
            }
            case TIMEOUT -> {
                pause(struck.delayMs() == null ? DEFAULT_HANG_MS : struck.delayMs());
                yield null;
            }
            case LOST_ANSWER -> {
                guarded(call);
                yield null;
            }
            case TWICE -> {
                guarded(call);
                yield guarded(call);
            }
            case DELAY -> {
                int millis = struck.delayMs() == null ? DEFAULT_DELAY_MS : struck.delayMs();
                yield wire.answerSlowly(call, () -> pause(millis));
            }
        };
    }

    private Answer guarded(Call call) {
        try {
            return wire.answer(call);
        } catch (RuntimeException failed) {
            LOG.log(Level.SEVERE, call.method() + " " + call.path() + " failed.", failed);
            return wire.failure(500, "InternalError", "The sandbox failed: " + failed);
        }
    }

    /// Ends early when the server closes.
    private void pause(int millis) throws InterruptedException {
        closed.await(millis, TimeUnit.MILLISECONDS);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        Threads.end(threads);
    }
}
