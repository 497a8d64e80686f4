package gridfare.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.machine.Machine;
import gridfare.sandbox.machine.Machine.Phase;
import gridfare.sandbox.machine.Machines;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Shows all machines, gone ones too if asked, and does to one what the world does to machines.
public final class MachineControl {

    /// The vendor gives notice that it will take the machine back.
    private static final String RECYCLING = "recycling";

    private final Machines machines;

    public MachineControl(Machines machines) {
        this.machines = machines;
    }

    JsonNode list(Map<String, String> asked) {
        String vendor = asked.get("vendor");
        String tag = asked.get("tag");
        boolean gone = Boolean.parseBoolean(asked.getOrDefault("gone", "false"));
        ArrayNode list = Json.array();
        for (Machine machine : machines.all()) {
            if (vendor != null && !vendor.equals(machine.vendor())) continue;
            if (tag != null && !machine.tags().containsValue(tag)) continue;
            if (!gone && machines.phase(machine) == Phase.GONE) continue;
            list.add(show(machine));
        }
        return list;
    }

    /// `state` is a phase (`gone` kills it) or `recycling`.
    JsonNode change(String id, JsonNode body) {
        Machine machine =
                machines.find(id).orElseThrow(() -> new ControlFailure("No machine " + id));
        if (RECYCLING.equals(Fields.find(body, "state"))) {
            machines.lock(machine, "Recycling");
        } else {
            machines.force(machine, Fields.word(body, "state", Phase.class));
        }
        return show(machines.find(id).orElseThrow());
    }

    private ObjectNode show(Machine machine) {
        ObjectNode shown =
                Json.object()
                        .put("id", machine.id())
                        .put("vendor", machine.vendor())
                        .put("account", machine.account())
                        .put("region", machine.region())
                        .put("zone", machine.zone())
                        .put("instance_type", machine.instanceType())
                        .put("purchase_option", machine.purchaseOption().name())
                        .put("state", machines.phase(machine).name().toLowerCase(Locale.ROOT))
                        .put("created_at", machine.createdAt().toString());
        if (machine.lock() != null) shown.put("lock", Objects.requireNonNull(machine.lock()));
        shown.set("tags", Json.tree(machine.tags()));
        return shown;
    }
}
