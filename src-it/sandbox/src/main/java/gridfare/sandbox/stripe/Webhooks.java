package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.http.Threads;
import gridfare.sandbox.store.Change;
import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends events to the product's webhook: signed, at least once, in no promised order, again and
/// again for three days of wall time until it answers 2xx. What was not delivered is tried again
/// after a restart.
public final class Webhooks implements AutoCloseable {

    private static final Duration GIVE_UP = Duration.ofDays(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<Duration> RETRIES =
            List.of(
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60));

    private final Store store;
    private final StripeObjects objects;
    private final Table<Delivery> deliveries;
    private final InstantSource wall;
    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable URI url;
    private volatile List<String> secrets;

    /// @param secrets one or, while it is being changed, two, separated by a comma
    public Webhooks(
            Store store,
            StripeObjects objects,
            InstantSource wall,
            @Nullable URI url,
            String secrets) {
        this.store = store;
        this.objects = objects;
        this.deliveries = store.table("stripe-delivery", Delivery.class);
        this.wall = wall;
        this.url = url;
        this.secrets = split(secrets);
        this.client =
                HttpClient.newBuilder()
                        .executor(threads)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build();
    }

    private static List<String> split(String secrets) {
        return List.of(secrets.split(",", -1));
    }

    /// Takes up what the last run did not deliver.
    public void start() {
        deliveries.all().stream()
                .filter(delivery -> !delivery.delivered())
                .forEach(delivery -> schedule(delivery.eventId(), Duration.ZERO));
    }

    /// From now on: another address, other secrets. Without an address no deliveries are made.
    public void tell(@Nullable URI newUrl, String newSecrets) {
        url = newUrl;
        secrets = split(newSecrets);
    }

    public Optional<URI> url() {
        return Optional.ofNullable(url);
    }

    /// The deliveries to commit with these events.
    List<Change> plan(List<Stored> events) {
        if (url == null) return List.of();
        List<Change> changes = new ArrayList<>();
        for (Stored event : events) {
            String type = event.body().get("type").asText();
            changes.add(
                    deliveries.put(
                            event.id(),
                            new Delivery(
                                    event.number(),
                                    event.id(),
                                    type,
                                    0,
                                    null,
                                    false,
                                    wall.instant())));
        }
        return changes;
    }

    /// Sends what was planned and is committed now.
    void send(List<Stored> events) {
        for (Stored event : events) {
            if (deliveries.find(event.id()).isPresent()) schedule(event.id(), Duration.ZERO);
        }
    }

    /// Sends an event once more, whether it was delivered or not.
    ///
    /// @throws IllegalArgumentException if there is no such event
    public void resend(String eventId) {
        Stored event =
                objects.find(eventId)
                        .filter(object -> object.kind().equals(Kind.EVENT.word()))
                        .orElseThrow(() -> new IllegalArgumentException("No event " + eventId));
        if (deliveries.find(eventId).isEmpty()) store.commit(plan(List.of(event)));
        schedule(eventId, Duration.ZERO);
    }

    /// All deliveries as JSON, the oldest first.
    public JsonNode list() {
        return Json.tree(
                deliveries.all().stream()
                        .sorted(Comparator.comparingLong(Delivery::number))
                        .toList());
    }

    private void schedule(String eventId, Duration delay) {
        try {
            threads.execute(() -> attemptAfter(delay, eventId));
        } catch (RejectedExecutionException closing) {
            // what is not sent now is sent after the next start
        }
    }

    private void attemptAfter(Duration delay, String eventId) {
        try {
            if (!closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) attempt(eventId);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(String eventId) {
        URI target = url;
        Optional<Stored> event = objects.find(eventId);
        if (target == null || event.isEmpty() || deliveries.find(eventId).isEmpty()) return;
        int status = post(target, Json.text(event.get().body()));
        if (closed.getCount() == 0) return;
        Optional<Delivery> updated = record(eventId, status);
        if (updated.isPresent() && !updated.get().delivered()) retry(updated.get());
    }

    private synchronized Optional<Delivery> record(String eventId, int status) {
        Optional<Delivery> updated =
                deliveries.find(eventId).map(delivery -> delivery.attempted(status));
        updated.ifPresent(delivery -> store.commit(deliveries.put(eventId, delivery)));
        return updated;
    }

    private void retry(Delivery delivery) {
        Instant now = wall.instant();
        if (now.isAfter(delivery.since().plus(GIVE_UP))) return;
        int retry = Math.min(delivery.attempts(), RETRIES.size()) - 1;
        schedule(delivery.eventId(), RETRIES.get(retry));
    }

    /// The status answered; 0 if none was.
    private int post(URI target, String payload) {
        HttpRequest request =
                HttpRequest.newBuilder(target)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                        .header(
                                "Stripe-Signature",
                                WebhookSignature.header(secrets, wall.instant(), payload))
                        .POST(BodyPublishers.ofString(payload))
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException unreachable) {
            return 0;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        client.shutdownNow();
        Threads.end(threads);
    }
}
