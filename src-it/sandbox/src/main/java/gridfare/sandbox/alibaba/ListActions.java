package gridfare.sandbox.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import gridfare.sandbox.machine.Machine;
import gridfare.sandbox.machine.Machine.Phase;
import gridfare.sandbox.machine.Machines;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// DescribeInstances and DescribeInstanceStatus: an account's machines in a region.
final class ListActions {

    /// The vendor leaves the seconds out.
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final Catalogue catalogue;
    private final Machines machines;

    ListActions(Catalogue catalogue, Machines machines) {
        this.catalogue = catalogue;
        this.machines = machines;
    }

    ObjectNode instances(String accessKey, Parameters asked) {
        String region = Places.region(catalogue, asked);
        List<String> ids = ids(asked.find("InstanceIds"));
        Map<String, String> tags = asked.tags();
        String zone = asked.find("ZoneId");
        String status = asked.find("Status");
        List<Machine> found =
                mine(accessKey, region).stream()
                        .filter(machine -> ids == null || ids.contains(machine.id()))
                        .filter(machine -> tagged(machine, tags))
                        .filter(machine -> zone == null || zone.equals(machine.zone()))
                        .filter(machine -> status == null || status.equals(word(machine)))
                        .toList();
        ObjectNode body = Json.object();
        List<Machine> page;
        if (asked.find("MaxResults") != null || asked.find("NextToken") != null) {
            int most = asked.number("MaxResults", 10, 10, 100);
            Page<Machine> part = Page.of(found, asked.find("NextToken"), most);
            page = part.items();
            body.put("NextToken", part.nextToken());
        } else {
            page = numbered(asked, found, 100, body);
        }
        ArrayNode list = body.putObject("Instances").putArray("Instance");
        page.forEach(machine -> add(list, machine));
        return body;
    }

    ObjectNode status(String accessKey, Parameters asked) {
        String region = Places.region(catalogue, asked);
        List<String> ids = asked.list("InstanceId");
        if (ids.size() > 100) throw EcsFailure.invalid("InstanceId");
        String zone = asked.find("ZoneId");
        List<Machine> found =
                mine(accessKey, region).stream()
                        .filter(machine -> ids.isEmpty() || ids.contains(machine.id()))
                        .filter(machine -> zone == null || zone.equals(machine.zone()))
                        .toList();
        ObjectNode body = Json.object();
        List<Machine> page = numbered(asked, found, 50, body);
        ArrayNode list = body.putObject("InstanceStatuses").putArray("InstanceStatus");
        for (Machine machine : page) {
            list.addObject().put("InstanceId", machine.id()).put("Status", word(machine));
        }
        return body;
    }

    private static List<Machine> numbered(
            Parameters asked, List<Machine> found, int mostSize, ObjectNode body) {
        int number = asked.number("PageNumber", 1, 1, Integer.MAX_VALUE);
        int size = asked.number("PageSize", 10, 1, mostSize);
        body.put("TotalCount", found.size()).put("PageNumber", number).put("PageSize", size);
        return found.stream().skip((number - 1L) * size).limit(size).toList();
    }

    private List<Machine> mine(String accessKey, String region) {
        return machines.living(EcsWire.VENDOR).stream()
                .filter(machine -> machine.account().equals(accessKey))
                .filter(machine -> machine.region().equals(region))
                .toList();
    }

    /// A tag without a value asks for the key only.
    private static boolean tagged(Machine machine, Map<String, String> tags) {
        return tags.entrySet().stream()
                .allMatch(tag ->
                        tag.getValue().isEmpty()
                                ? machine.tags().containsKey(tag.getKey())
                                : tag.getValue().equals(machine.tags().get(tag.getKey())));
    }

    /// `InstanceIds` is a JSON array as text. Null if it was not sent; `[]` finds nothing.
    private static @Nullable List<String> ids(@Nullable String text) {
        if (text == null) return null;
        try {
            JsonNode array = Json.read(text);
            if (!array.isArray() || array.size() > 100) throw EcsFailure.invalid("InstanceIds");
            List<String> ids = new ArrayList<>();
            array.forEach(id -> ids.add(id.asText()));
            return ids;
        } catch (IllegalArgumentException noJson) {
            throw EcsFailure.invalid("InstanceIds");
        }
    }

    private String word(Machine machine) {
        return word(machines.phase(machine));
    }

    static String word(Phase phase) {
        return switch (phase) {
            case PENDING -> "Pending";
            case STARTING -> "Starting";
            case RUNNING -> "Running";
            case STOPPING -> "Stopping";
            case STOPPED, GONE -> "Stopped";
        };
    }

    private void add(ArrayNode list, Machine machine) {
        InstanceType type = catalogue.type(machine.instanceType()).orElseThrow();
        Map<String, String> details = machine.details();
        ObjectNode entry =
                list.addObject()
                        .put("InstanceId", machine.id())
                        .put("InstanceName", details.getOrDefault("InstanceName", machine.id()))
                        .put("Status", word(machine))
                        .put("RegionId", machine.region())
                        .put("ZoneId", machine.zone())
                        .put("InstanceType", machine.instanceType())
                        .put("ImageId", details.get("ImageId"))
                        .put("InstanceChargeType", "PostPaid")
                        .put("SpotStrategy", details.get("SpotStrategy"))
                        .put("StoppedMode", "Not-applicable")
                        .put("Cpu", type.vcpus())
                        .put("Memory", type.memoryGib() * 1024)
                        .put("GPUAmount", type.gpus())
                        .put("GPUSpec", type.gpuSpec())
                        .put("CreationTime", CREATED.format(machine.createdAt()));
        if (machine.priceLimit() != null) entry.put("SpotPriceLimit", machine.priceLimit());
        ArrayNode locks = entry.putObject("OperationLocks").putArray("LockReason");
        if (machine.lock() != null) {
            locks.addObject().put("LockReason", Objects.requireNonNull(machine.lock()));
        }
        ArrayNode tags = entry.putObject("Tags").putArray("Tag");
        machine.tags()
                .forEach(
                        (key, value) -> tags.addObject().put("TagKey", key).put("TagValue", value));
    }
}
