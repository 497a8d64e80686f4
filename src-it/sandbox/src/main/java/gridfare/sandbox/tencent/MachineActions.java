package gridfare.sandbox.tencent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import gridfare.sandbox.inventory.PurchaseOption;
import gridfare.sandbox.machine.Machine;
import gridfare.sandbox.machine.Machine.Phase;
import gridfare.sandbox.machine.Machines;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/// An account's machines in a region: listed, looked at, destroyed.
final class MachineActions {

    private static final int DEFAULT_PAGE = 20;
    private static final int LONGEST_PAGE = 100;

    private final Catalogue catalogue;
    private final Machines machines;

    MachineActions(Catalogue catalogue, Machines machines) {
        this.catalogue = catalogue;
        this.machines = machines;
    }

    ObjectNode list(Asked asked) {
        List<String> ids = ids(asked, 0);
        Map<String, List<String>> filters = asked.filters(5);
        if (!ids.isEmpty() && !filters.isEmpty()) {
            throw new CvmFailure(
                    "InvalidParameterCombination", "InstanceIds and Filters exclude each other.");
        }
        List<Machine> found =
                mine(asked).stream()
                        .filter(machine -> ids.isEmpty() || ids.contains(machine.id()))
                        .filter(machine -> passes(machine, filters))
                        .toList();
        ObjectNode response = Json.object().put("TotalCount", found.size());
        ArrayNode set = response.putArray("InstanceSet");
        page(asked, found).forEach(machine -> add(set, machine));
        return response;
    }

    ObjectNode status(Asked asked) {
        List<String> ids = ids(asked, 0);
        List<Machine> found =
                mine(asked).stream()
                        .filter(machine -> ids.isEmpty() || ids.contains(machine.id()))
                        .toList();
        ObjectNode response = Json.object().put("TotalCount", found.size());
        ArrayNode set = response.putArray("InstanceStatusSet");
        for (Machine machine : page(asked, found)) {
            set.addObject().put("InstanceId", machine.id()).put("InstanceState", word(machine));
        }
        return response;
    }

    /// All of the named machines or none; those on their way out already count as done.
    ObjectNode terminate(Asked asked) {
        List<String> ids = ids(asked, 1);
        List<Machine> mine = mine(asked);
        List<Machine> named =
                ids.stream()
                        .map(id ->
                                mine.stream()
                                        .filter(machine -> machine.id().equals(id))
                                        .findFirst()
                                        .orElseThrow(() -> notFound(id)))
                        .toList();
        machines.release(named);
        return Json.object();
    }

    private static CvmFailure notFound(String id) {
        return new CvmFailure(
                "InvalidInstanceId.NotFound", "The instance %s does not exist.".formatted(id));
    }

    private static List<String> ids(Asked asked, int least) {
        List<String> ids = asked.list("InstanceIds");
        if (ids.size() < least) throw CvmFailure.missing("InstanceIds");
        if (ids.size() > 100) {
            throw new CvmFailure("InvalidParameterValue.LimitExceeded", "At most 100 instances.");
        }
        return ids;
    }

    private List<Machine> mine(Asked asked) {
        return machines.living(CvmWire.VENDOR).stream()
                .filter(machine -> machine.account().equals(asked.account()))
                .filter(machine -> machine.region().equals(asked.region()))
                .toList();
    }

    private static List<Machine> page(Asked asked, List<Machine> found) {
        int offset = asked.number("Offset", 0, 0, Integer.MAX_VALUE);
        int limit = asked.number("Limit", DEFAULT_PAGE, 1, LONGEST_PAGE);
        return found.stream().skip(offset).limit(limit).toList();
    }

    private boolean passes(Machine machine, Map<String, List<String>> filters) {
        for (Entry<String, List<String>> filter : filters.entrySet()) {
            if (!passes(machine, filter.getKey(), filter.getValue())) return false;
        }
        return true;
    }

    private boolean passes(Machine machine, String name, List<String> values) {
        if (name.startsWith("tag:")) {
            String value = machine.tags().get(name.substring("tag:".length()));
            return value != null && values.contains(value);
        }
        return switch (name) {
            case "tag-key" -> values.stream().anyMatch(machine.tags()::containsKey);
            case "zone" -> values.contains(machine.zone());
            case "instance-state" -> values.contains(word(machine));
            case "instance-charge-type" -> values.contains(charge(machine));
            default -> throw new CvmFailure("InvalidFilter", "There is no filter " + name);
        };
    }

    private String word(Machine machine) {
        return switch (machines.phase(machine)) {
            case PENDING, STARTING -> "PENDING";
            case RUNNING -> "RUNNING";
            case STOPPING -> machine.releasedAt() == null ? "STOPPING" : "TERMINATING";
            case STOPPED, GONE -> "STOPPED";
        };
    }

    private static String charge(Machine machine) {
        return machine.purchaseOption() == PurchaseOption.SPOT ? "SPOTPAID" : "POSTPAID_BY_HOUR";
    }

    private void add(ArrayNode set, Machine machine) {
        InstanceType type = catalogue.type(machine.instanceType()).orElseThrow();
        ObjectNode entry =
                set.addObject()
                        .put("InstanceId", machine.id())
                        .put("InstanceName", "unnamed")
                        .put("InstanceType", type.id())
                        .put("InstanceState", word(machine))
                        .put("InstanceChargeType", charge(machine))
                        .put("CPU", type.vcpus())
                        .put("Memory", type.memoryGib())
                        .put("ImageId", machine.details().get("ImageId"))
                        .put("StopChargingMode", "NOT_APPLICABLE")
                        .put(
                                "CreatedTime",
                                machine.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        entry.putObject("Placement").put("Zone", machine.zone());
        if (type.gpus() > 0 && machines.phase(machine) == Phase.RUNNING) {
            entry.putObject("GPUInfo")
                    .put("GPUCount", (float) type.gpus())
                    .put("GPUType", type.gpuSpec());
        }
        ArrayNode tags = entry.putArray("Tags");
        machine.tags()
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    }
}
