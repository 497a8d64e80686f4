package gridfare.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.machine.Machine;
import gridfare.sandbox.machine.Machine.Phase;
import gridfare.sandbox.machine.Machines;
import java.util.List;

/// DeleteInstances: all of the named machines or none.
final class DeleteAction {

    private final Machines machines;

    DeleteAction(Machines machines) {
        this.machines = machines;
    }

    ObjectNode delete(String accessKey, Parameters asked) {
        String region = asked.require("RegionId");
        List<String> ids = asked.list("InstanceId");
        if (ids.isEmpty()) throw EcsFailure.missing("InstanceId");
        if (ids.size() > 100) throw EcsFailure.invalid("InstanceId");
        List<Machine> named = ids.stream().map(id -> machine(accessKey, region, id)).toList();
        boolean force = asked.flag("Force");
        for (Machine machine : named) {
            Phase phase = machines.phase(machine);
            if (phase == Phase.PENDING) {
                throw new EcsFailure(
                        403,
                        "IncorrectInstanceStatus.Initializing",
                        "The specified instance status does not support this operation.");
            }
            if (!force && phase != Phase.STOPPED && phase != Phase.STOPPING) {
                throw new EcsFailure(
                        403,
                        "IncorrectInstanceStatus",
                        "The current status of the resource does not support this operation.");
            }
        }
        if (asked.flag("DryRun")) {
            throw new EcsFailure(400, "DRYRUN.SUCCESS", "Dry run succeeded.");
        }
        machines.release(named);
        return Json.object();
    }

    private Machine machine(String accessKey, String region, String id) {
        return machines.find(id)
                .filter(machine -> machine.vendor().equals(EcsWire.VENDOR))
                .filter(machine -> machine.account().equals(accessKey))
                .filter(machine -> machine.region().equals(region))
                .filter(machine -> machines.phase(machine) != Phase.GONE)
                .orElseThrow(() ->
                        new EcsFailure(
                                404,
                                "InvalidInstanceId.NotFound",
                                "The specified InstanceId does not exist: " + id));
    }
}
