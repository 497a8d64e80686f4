package gridfare.sandbox.huawei;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.inventory.PurchaseOption;
import gridfare.sandbox.machine.Machine;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.store.Change;
import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Creates servers, all or none, once per client token, by a job. Where the vendor says "sold out"
/// the call is refused; where it says there is stock and there is none, the job fails.
final class CreateAction {

    private static final Duration TOKEN_LIFE = Duration.ofHours(8);
    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final Catalogue catalogue;
    private final Machines machines;
    private final Jobs jobs;
    private final Store store;
    private final Table<TokenUse> tokens;
    private final InstantSource wall;

    /// What a client token was used for, and when, in wall time.
    record TokenUse(String request, String jobId, List<String> serverIds, Instant at) {}

    CreateAction(
            Catalogue catalogue, Machines machines, Jobs jobs, Store store, InstantSource wall) {
        this.catalogue = catalogue;
        this.machines = machines;
        this.jobs = jobs;
        this.store = store;
        this.tokens = store.table("huawei-token", TokenUse.class);
        this.wall = wall;
    }

    /// One at a time, so that two calls with one token cannot both create.
    synchronized ObjectNode create(String account, @Nullable String token, JsonNode body) {
        if (token == null) return answer(make(account, null, body));
        if (!token.matches(UUID_FORM)) {
            throw new HuaweiFailure(400, "Ecs.0123", "The client token is no UUID.");
        }
        String key = account + "/" + token;
        Optional<TokenUse> before = tokens.find(key);
        if (before.isEmpty()) return answer(make(account, key, body));
        if (wall.instant().isAfter(before.get().at().plus(TOKEN_LIFE))) {
            throw new HuaweiFailure(400, "Ecs.0124", "The client token expired.");
        }
        if (!before.get().request().equals(body.toString())) {
            throw new HuaweiFailure(
                    400, "Ecs.0122", "The client token was used with other parameters.");
        }
        return answer(before.get());
    }

    private TokenUse make(String account, @Nullable String tokenKey, JsonNode body) {
        JsonNode server = body.path("server");
        Pool pool = pool(required(server, "flavorRef"), required(server, "availability_zone"));
        required(server, "imageRef");
        required(server, "name");
        if (!machines.word(pool).available()) {
            throw new HuaweiFailure(400, "Ecs.0319", "Insufficient flavor capacity.");
        }
        int count = server.path("count").asInt(1);
        if (count < 1 || count > 500) throw HuaweiFailure.invalid("count");
        JsonNode extended = server.path("extendparam");
        boolean spot = extended.path("marketType").asText().equals("spot");
        Machines.Order order =
                new Machines.Order(
                        pool,
                        account,
                        count,
                        spot ? PurchaseOption.SPOT : PurchaseOption.ON_DEMAND,
                        spot ? bid(extended) : null,
                        tags(server),
                        Map.of("name", required(server, "name")));
        List<TokenUse> uses = new ArrayList<>();
        boolean created =
                machines.create(order, made -> changes(uses, tokenKey, body, ids(made), false))
                        .isPresent();
        if (!created) {
            List<String> never = new ArrayList<>();
            for (int i = 0; i < count; i++) never.add(UUID.randomUUID().toString());
            store.commit(changes(uses, tokenKey, body, never, true));
        }
        return uses.getFirst();
    }

    private static List<String> ids(List<Machine> made) {
        return made.stream().map(Machine::id).toList();
    }

    private List<Change> changes(
            List<TokenUse> uses,
            @Nullable String tokenKey,
            JsonNode body,
            List<String> ids,
            boolean failed) {
        Jobs.Job job = Jobs.of(Jobs.Type.CREATE, ids, failed);
        TokenUse use = new TokenUse(body.toString(), job.id(), ids, wall.instant());
        uses.add(use);
        List<Change> changes = new ArrayList<>(List.of(jobs.put(job)));
        if (tokenKey != null) changes.add(tokens.put(tokenKey, use));
        return changes;
    }

    private Pool pool(String flavor, String zone) {
        if (catalogue.type(flavor).isEmpty()) throw HuaweiFailure.invalid("flavorRef");
        return catalogue.pools().stream()
                .filter(pool -> pool.id().instanceType().equals(flavor))
                .filter(pool -> pool.id().zone().equals(zone))
                .findFirst()
                .orElseThrow(
                        () -> new HuaweiFailure(400, "Ecs.0319", "Insufficient flavor capacity."));
    }

    private static String required(JsonNode server, String name) {
        String value = server.path(name).asText("");
        if (value.isEmpty()) throw HuaweiFailure.invalid(name + " is missing");
        return value;
    }

    private static @Nullable BigDecimal bid(JsonNode extended) {
        JsonNode price = extended.path("spotPrice");
        try {
            return price.isTextual() ? new BigDecimal(price.textValue()) : null;
        } catch (NumberFormatException noNumber) {
            throw HuaweiFailure.invalid("spotPrice");
        }
    }

    private static Map<String, String> tags(JsonNode server) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : server.path("server_tags")) {
            tags.put(tag.path("key").asText(), tag.path("value").asText());
        }
        return tags;
    }

    private static ObjectNode answer(TokenUse use) {
        ObjectNode body = Json.object().put("job_id", use.jobId());
        ArrayNode ids = body.putArray("serverIds");
        use.serverIds().forEach(ids::add);
        return body;
    }
}
