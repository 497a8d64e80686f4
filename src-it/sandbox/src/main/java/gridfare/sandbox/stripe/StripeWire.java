package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Answer;
import gridfare.sandbox.http.Call;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.http.Wire;
import gridfare.sandbox.store.Change;
import gridfare.sandbox.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Takes a Stripe call apart: key, idempotency, form; and commits what came of it before it
/// answers.
public final class StripeWire implements Wire {

    public static final String VENDOR = "stripe";

    /// Pinned by stripe-java 33.3.0: events of another version are opaque to it.
    private static final String API_VERSION = "2026-07-29.dahlia";

    private static final String ROOT = "/v1/";

    private final Set<String> keys;
    private final Store store;
    private final StripeObjects objects;
    private final Idempotency idempotency;
    private final Webhooks webhooks;
    private final InstantSource business;
    private final Routes routes = new Routes();
    private final Reads reads;
    private final ReentrantLock writing = new ReentrantLock();

    /// @param keys the secret keys that are accepted
    public StripeWire(
            Set<String> keys,
            Store store,
            StripeObjects objects,
            Webhooks webhooks,
            InstantSource business) {
        this.keys = Set.copyOf(keys);
        this.store = store;
        this.objects = objects;
        this.idempotency = new Idempotency(store);
        this.webhooks = webhooks;
        this.business = business;
        this.reads = new Reads(objects);
    }

    @Override
    public String vendor() {
        return VENDOR;
    }

    @Override
    public String action(Call call) {
        if (!call.path().startsWith(ROOT)) return call.method() + " " + call.path();
        return call.method() + " " + ROOT + Routes.template(steps(call));
    }

    private static List<String> steps(Call call) {
        return List.of(call.path().substring(ROOT.length()).split("/", -1));
    }

    @Override
    public Map<String, String> parameters(Call call) {
        Map<String, String> shown = new LinkedHashMap<>(call.parameters());
        shown.putAll(Call.decode(call.body()));
        shown.put("path", call.path());
        String key = call.header("idempotency-key");
        if (key != null) shown.put("idempotency_key", key);
        return shown;
    }

    @Override
    public Answer answer(Call call) {
        try {
            return answerSlowly(call, () -> {});
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The key is held during the pause, so that a second call with it finds the first still
    /// running.
    @Override
    public Answer answerSlowly(Call call, Pause pause) throws InterruptedException {
        String requestId = StripeIds.next("req_");
        try {
            String account = authenticate(call);
            if (!call.path().startsWith(ROOT)) throw Routes.unknown(List.of(call.path()));
            if (call.method().equals("GET")) {
                pause.await();
                return read(call, requestId);
            }
            String key = call.method().equals("POST") ? call.header("idempotency-key") : null;
            if (key == null) {
                pause.await();
                return write(call, requestId, null, "");
            }
            String scoped = account + "/" + key;
            idempotency.enter(scoped);
            try {
                pause.await();
                return write(call, requestId, key, scoped).with("Idempotency-Key", key);
            } finally {
                idempotency.leave(scoped);
            }
        } catch (StripeFailure refused) {
            return failure(refused).with("Request-Id", requestId);
        }
    }

    private String authenticate(Call call) {
        String header = call.header("authorization");
        String key = header == null ? "" : header.replaceFirst("^Bearer ", "");
        if (!keys.contains(key)) {
            throw new StripeFailure(
                    401, "invalid_request_error", null, "Invalid API Key provided: " + masked(key));
        }
        return key;
    }

    private static String masked(String key) {
        return key.length() < 12 ? "****" : key.substring(0, 8) + "****";
    }

    private Answer read(Call call, String requestId) {
        Form form = Form.parse(call.query());
        ObjectNode found = reads.read(steps(call), form);
        ObjectNode expanded = new Expansion(objects::find).expand(found, form.list("expand"));
        return answer(200, Json.text(expanded), requestId);
    }

    private Answer write(Call call, String requestId, @Nullable String key, String scoped) {
        Form form = Form.parse(call.body());
        String request = "%s %s %s".formatted(call.method(), call.path(), form.canonical());
        writing.lock();
        try {
            Instant now = business.instant();
            if (key != null) {
                Optional<Idempotency.Kept> before = idempotency.find(scoped, request, now);
                if (before.isPresent()) return replay(before.get(), requestId);
            }
            Work work = new Work(objects, now, requestId, key, API_VERSION);
            Result result = result(work, call, form);
            if (result.kept()) {
                List<Change> changes = new ArrayList<>(work.changes());
                changes.addAll(webhooks.plan(work.events()));
                if (key != null) {
                    changes.add(
                            idempotency.keep(
                                    scoped,
                                    new Idempotency.Kept(
                                            request, result.status(), result.body(), now)));
                }
                store.commit(changes);
                webhooks.send(work.events());
            }
            return answer(result.status(), result.body(), requestId).coded(result.code());
        } finally {
            writing.unlock();
        }
    }

    /// What a call came to. What is not kept left no trace.
    private record Result(int status, String body, @Nullable String code, boolean kept) {}

    private Result result(Work work, Call call, Form form) {
        try {
            ObjectNode body = routes.write(work, call.method(), steps(call), form);
            ObjectNode expanded = new Expansion(work::stored).expand(body, form.list("expand"));
            return new Result(200, Json.text(expanded), null, true);
        } catch (StripeFailure refused) {
            return new Result(
                    refused.status(),
                    Json.text(refused.body()),
                    refused.word(),
                    refused.keptForKey());
        }
    }

    private static Answer replay(Idempotency.Kept kept, String requestId) {
        return answer(kept.status(), kept.body(), requestId).with("Idempotent-Replayed", "true");
    }

    private static Answer answer(int status, String body, String requestId) {
        return new Answer(
                status,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Request-Id",
                        requestId,
                        "Stripe-Version",
                        API_VERSION),
                body,
                null);
    }

    private static Answer failure(StripeFailure refused) {
        return Answer.failure(refused.status(), refused.word(), refused.body());
    }

    @Override
    public Answer failure(int status, String code, String message) {
        String type = status == 402 ? "card_error" : "api_error";
        return failure(new StripeFailure(status, type, code, message));
    }

    @Override
    public Answer throttled() {
        return failure(
                        new StripeFailure(
                                429,
                                "invalid_request_error",
                                "rate_limit",
                                "Too many requests hit the API too quickly."))
                .with("Retry-After", "1");
    }
}
