package gridfare.sandbox.huawei;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.machine.Machine.Phase;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.store.Change;
import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.util.List;
import java.util.UUID;

/// What lies between asking for servers and having or losing them.
final class Jobs {

    private final Store store;
    private final Table<Job> jobs;
    private final Machines machines;

    /// A job; its state follows from that of its servers, unless it failed from the start.
    record Job(String id, Type type, List<String> serverIds, boolean failed) {}

    /// What a job works at.
    enum Type {
        CREATE("createServer"),
        DELETE("deleteServer");

        private final String word;

        Type(String word) {
            this.word = word;
        }
    }

    Jobs(Store store, Machines machines) {
        this.store = store;
        this.jobs = store.table("huawei-job", Job.class);
        this.machines = machines;
    }

    static Job of(Type type, List<String> serverIds, boolean failed) {
        String id = UUID.randomUUID().toString().replace("-", "");
        return new Job(id, type, List.copyOf(serverIds), failed);
    }

    Change put(Job job) {
        return jobs.put(job.id(), job);
    }

    void add(Job job) {
        store.commit(put(job));
    }

    ObjectNode show(String id) {
        Job job =
                jobs.find(id)
                        .orElseThrow(() ->
                                new HuaweiFailure(404, "Common.0011", "The job does not exist."));
        boolean done = job.serverIds().stream().allMatch(server -> done(job.type(), server));
        String status = job.failed() ? "FAIL" : done ? "SUCCESS" : "RUNNING";
        ObjectNode body =
                Json.object()
                        .put("job_id", id)
                        .put("job_type", job.type().word + "s")
                        .put("status", status)
                        .put("error_code", job.failed() ? "Common.0021" : null)
                        .put("fail_reason", job.failed() ? "subJobs failed" : null);
        ObjectNode entities =
                body.putObject("entities").put("sub_jobs_total", job.serverIds().size());
        ArrayNode parts = entities.putArray("sub_jobs");
        for (String server : job.serverIds()) {
            boolean finished = done(job.type(), server);
            ObjectNode part =
                    parts.addObject()
                            .put("job_id", id + parts.size())
                            .put("job_type", job.type().word)
                            .put("status", job.failed() ? "FAIL" : finished ? "SUCCESS" : "RUNNING")
                            .put("error_code", job.failed() ? "Ecs.0219" : null)
                            .put("fail_reason", job.failed() ? "No valid host was found." : null);
            part.putObject("entities").put("server_id", server);
        }
        return body;
    }

    private boolean done(Type type, String serverId) {
        Phase phase = machines.find(serverId).map(machines::phase).orElse(Phase.GONE);
        return switch (type) {
            case CREATE -> phase != Phase.PENDING && phase != Phase.STARTING;
            case DELETE -> phase == Phase.GONE;
        };
    }
}
