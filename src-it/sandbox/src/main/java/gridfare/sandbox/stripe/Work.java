package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.store.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one call changes, before it is committed. Sees its own changes.
final class Work {

    private final StripeObjects objects;
    private final Instant now;
    private final String requestId;
    private final @Nullable String idempotencyKey;
    private final String apiVersion;
    private final Map<String, Stored> changed = new LinkedHashMap<>();
    private final List<Stored> events = new ArrayList<>();

    Work(
            StripeObjects objects,
            Instant now,
            String requestId,
            @Nullable String idempotencyKey,
            String apiVersion) {
        this.objects = objects;
        this.now = now;
        this.requestId = requestId;
        this.idempotencyKey = idempotencyKey;
        this.apiVersion = apiVersion;
    }

    /// Business time, in seconds as Stripe writes it.
    long created() {
        return now.getEpochSecond();
    }

    /// A new object's common fields.
    ObjectNode create(Kind kind) {
        return Json.object()
                .put("id", StripeIds.next(kind.prefix()))
                .put("object", kind.word())
                .put("created", created())
                .put("livemode", false);
    }

    /// A copy that may be changed and put back.
    ObjectNode get(Kind kind, String id) {
        return find(kind, id).orElseThrow(() -> StripeFailure.noSuch(kind.word(), id));
    }

    private Optional<ObjectNode> find(Kind kind, String id) {
        return stored(id)
                .filter(stored -> stored.kind().equals(kind.word()))
                .map(stored -> stored.body().deepCopy())
                .filter(body -> !body.path("deleted").asBoolean(false));
    }

    Optional<Stored> stored(String id) {
        return Optional.ofNullable(changed.get(id)).or(() -> objects.find(id));
    }

    void put(Kind kind, ObjectNode body) {
        String id = body.get("id").asText();
        long number = stored(id).map(Stored::number).orElseGet(objects::nextNumber);
        changed.put(id, new Stored(number, kind.word(), body.deepCopy()));
    }

    /// Records that something happened to an object as it is now.
    void event(String type, ObjectNode object) {
        ObjectNode event =
                create(Kind.EVENT)
                        .put("api_version", apiVersion)
                        .put("type", type)
                        .put("pending_webhooks", 1);
        event.putObject("data").set("object", object.deepCopy());
        event.putObject("request").put("id", requestId).put("idempotency_key", idempotencyKey);
        put(Kind.EVENT, event);
        events.add(changed.get(event.get("id").asText()));
    }

    List<Stored> events() {
        return List.copyOf(events);
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        changed.forEach((id, stored) -> changes.add(objects.table().put(id, stored)));
        return changes;
    }
}
