package gridfare.sandbox.huawei;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import gridfare.sandbox.machine.Machine;
import gridfare.sandbox.machine.Machine.Phase;
import gridfare.sandbox.machine.Machines;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account's servers: listed in three ways, shown, deleted.
final class ServerActions {

    private static final int DEFAULT_PAGE = 25;
    private static final int LONGEST_PAGE = 1_000;

    private final Catalogue catalogue;
    private final Machines machines;
    private final Jobs jobs;

    ServerActions(Catalogue catalogue, Machines machines, Jobs jobs) {
        this.catalogue = catalogue;
        this.machines = machines;
        this.jobs = jobs;
    }

    /// Its `offset` is the number of a page, from 1.
    ObjectNode list(String account, Map<String, String> asked) {
        List<Machine> found = found(account, asked.get("server_id"), asked);
        int limit = Numbers.of(asked, "limit", DEFAULT_PAGE, 1, LONGEST_PAGE);
        int page = Numbers.of(asked, "offset", 1, 0, Integer.MAX_VALUE);
        long skipped = (Math.max(page, 1) - 1L) * limit;
        ObjectNode body = Json.object().put("count", found.size());
        ArrayNode list = body.putArray("servers");
        found.stream().skip(skipped).limit(limit).forEach(machine -> list.add(server(machine)));
        return body;
    }

    /// Its `marker` is the id of the last server seen.
    ObjectNode listNew(String account, Map<String, String> asked) {
        String marker = asked.get("marker");
        int limit = Numbers.of(asked, "limit", DEFAULT_PAGE, 1, LONGEST_PAGE);
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("servers");
        found(account, asked.get("id"), asked).stream()
                .dropWhile(machine -> marker != null && !machine.id().equals(marker))
                .skip(marker == null ? 0 : 1)
                .limit(limit)
                .forEach(machine -> list.add(server(machine)));
        body.putArray("servers_links");
        return body;
    }

    private List<Machine> found(String account, @Nullable String ids, Map<String, String> asked) {
        List<String> wanted = ids == null ? List.of() : List.of(ids.split(",", -1));
        String status = asked.get("status");
        String tags = asked.get("tags");
        return mine(account).stream()
                .filter(machine -> wanted.isEmpty() || wanted.contains(machine.id()))
                .filter(machine -> status == null || status.equals(word(machine)))
                .filter(machine -> tags == null || tagged(machine, tags))
                .toList();
    }

    /// `k=v`, or only `k`; several separated by commas.
    private static boolean tagged(Machine machine, String tags) {
        for (String tag : tags.split(",", -1)) {
            int equals = tag.indexOf('=');
            String key = equals < 0 ? tag : tag.substring(0, equals);
            String value = machine.tags().get(key);
            if (value == null) return false;
            if (equals >= 0 && !value.equals(tag.substring(equals + 1))) return false;
        }
        return true;
    }

    /// Limit and offset are texts here.
    ObjectNode byTag(String account, JsonNode body) {
        List<Machine> found =
                mine(account).stream().filter(machine -> tagged(machine, body)).toList();
        ObjectNode answer = Json.object().put("total_count", found.size());
        if (body.path("action").asText().equals("count")) return answer;
        int limit = Integer.parseInt(body.path("limit").asText("" + DEFAULT_PAGE));
        int offset = Integer.parseInt(body.path("offset").asText("0"));
        ArrayNode list = answer.putArray("resources");
        found.stream()
                .skip(offset)
                .limit(limit)
                .forEach(machine -> {
                    ObjectNode resource =
                            list.addObject()
                                    .put("resource_id", machine.id())
                                    .put("resource_name", machine.details().get("name"))
                                    .put("resource_detail", "");
                    ArrayNode tags = resource.putArray("tags");
                    machine.tags()
                            .forEach((key, value) ->
                                    tags.addObject().put("key", key).put("value", value));
                });
        return answer;
    }

    /// No values stand for any value.
    private static boolean tagged(Machine machine, JsonNode body) {
        for (JsonNode tag : body.path("tags")) {
            String value = machine.tags().get(tag.path("key").asText());
            if (value == null) return false;
            List<String> values = new ArrayList<>();
            tag.path("values").forEach(v -> values.add(v.asText()));
            if (!values.isEmpty() && !values.contains(value)) return false;
        }
        return true;
    }

    ObjectNode show(String account, String id) {
        ObjectNode body = Json.object();
        body.set("server", server(one(account, id)));
        return body;
    }

    /// All of the named servers or none.
    ObjectNode delete(String account, JsonNode body) {
        List<Machine> named = new ArrayList<>();
        for (JsonNode server : body.path("servers")) {
            named.add(one(account, server.path("id").asText()));
        }
        if (named.isEmpty()) throw HuaweiFailure.invalid("servers is empty");
        machines.release(named);
        Jobs.Job job = Jobs.of(Jobs.Type.DELETE, named.stream().map(Machine::id).toList(), false);
        jobs.add(job);
        return Json.object().put("job_id", job.id());
    }

    private Machine one(String account, String id) {
        return mine(account).stream()
                .filter(machine -> machine.id().equals(id))
                .findFirst()
                .orElseThrow(() -> HuaweiFailure.noServer(id));
    }

    private List<Machine> mine(String account) {
        return machines.living(HuaweiWire.VENDOR).stream()
                .filter(machine -> machine.account().equals(account))
                .toList();
    }

    /// A server on its way out still counts as active.
    private String word(Machine machine) {
        return switch (machines.phase(machine)) {
            case PENDING, STARTING -> "BUILD";
            case RUNNING, STOPPING -> "ACTIVE";
            case STOPPED -> "SHUTOFF";
            case GONE -> "DELETED";
        };
    }

    private ObjectNode server(Machine machine) {
        InstanceType type = catalogue.type(machine.instanceType()).orElseThrow();
        boolean deleting = machines.phase(machine) == Phase.STOPPING;
        ObjectNode server =
                Json.object()
                        .put("id", machine.id())
                        .put("name", machine.details().get("name"))
                        .put("status", word(machine))
                        .put(
                                "created",
                                machine.createdAt().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("OS-EXT-AZ:availability_zone", machine.zone())
                        .put("OS-EXT-STS:task_state", deleting ? "deleting" : null)
                        .put("locked", machine.lock() != null);
        server.putObject("flavor")
                .put("id", type.id())
                .put("name", type.id())
                .put("vcpus", Integer.toString(type.vcpus()))
                .put("ram", Integer.toString(type.memoryGib() * 1024))
                .put("disk", "0");
        server.putObject("metadata").put("charging_mode", "0");
        ArrayNode tags = server.putArray("tags");
        machine.tags().forEach((key, value) -> tags.add(key + "=" + value));
        return server;
    }
}
