package gridfare.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.sandbox.fault.Fault;
import gridfare.sandbox.fault.Faults;
import gridfare.sandbox.fault.Limits;
import gridfare.sandbox.http.Json;

/// Orders faults and limits, and cancels them.
public final class FaultControl {

    private final Faults faults;
    private final Limits limits;

    public FaultControl(Faults faults, Limits limits) {
        this.faults = faults;
        this.limits = limits;
    }

    JsonNode list() {
        return Json.tree(faults.all());
    }

    JsonNode add(JsonNode body) {
        Integer times = Fields.number(body, "times");
        String action = Fields.find(body, "action");
        faults.add(
                new Fault(
                        Fields.text(body, "vendor"),
                        action == null ? "*" : action,
                        Fields.word(body, "kind", Fault.Kind.class),
                        Fields.find(body, "code"),
                        Fields.number(body, "status"),
                        Fields.number(body, "delay_ms"),
                        times == null ? 1 : times));
        return list();
    }

    JsonNode clear() {
        faults.clear();
        return ControlWire.done();
    }

    JsonNode limits() {
        return Json.tree(limits.all());
    }

    JsonNode limit(JsonNode body) {
        Integer perMinute = Fields.number(body, "per_minute");
        if (perMinute == null) throw new IllegalArgumentException("per_minute is missing.");
        String action = Fields.find(body, "action");
        limits.set(
                new Limits.Limit(
                        Fields.text(body, "vendor"), action == null ? "*" : action, perMinute));
        return limits();
    }

    JsonNode clearLimits() {
        limits.clear();
        return ControlWire.done();
    }
}
