package gridfare.sandbox.huawei;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Answer;
import gridfare.sandbox.http.Call;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.http.Wire;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.Prices;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.store.Store;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Takes a call to ECS or BSS apart, checks its signature, and hands it to the one who answers.
/// Both services listen on one port.
public final class HuaweiWire implements Wire {

    public static final String VENDOR = "huawei";

    private static final String JOB = "GET /v1/{project}/jobs/";
    private static final String SERVERS = "/v1/{project}/cloudservers";
    private static final String NEW_SERVERS = "/v1.1/{project}/cloudservers";

    private final String project;
    private final SdkSignature signature;
    private final FlavorActions flavors;
    private final RatingAction rating;
    private final CreateAction create;
    private final ServerActions servers;
    private final Jobs jobs;

    /// @param secrets by access key
    /// @param project the one project there is
    public HuaweiWire(
            Map<String, String> secrets,
            String project,
            Catalogue catalogue,
            Prices prices,
            Machines machines,
            Store store,
            InstantSource wall) {
        this.project = project;
        this.signature = new SdkSignature(secrets, wall);
        this.jobs = new Jobs(store, machines);
        this.flavors = new FlavorActions(catalogue, machines);
        this.rating = new RatingAction(catalogue, prices);
        this.create = new CreateAction(catalogue, machines, jobs, store, wall);
        this.servers = new ServerActions(catalogue, machines, jobs);
    }

    @Override
    public String vendor() {
        return VENDOR;
    }

    /// Method and path, with `{project}` and `{id}` where those stand.
    @Override
    public String action(Call call) {
        String path = call.path().replace("/" + project, "/{project}");
        if (path.startsWith("/v1/{project}/jobs/")) return JOB + "{id}";
        String id = serverId(call);
        if (!id.isEmpty()) path = path.replace(id, "{id}");
        return call.method() + " " + path;
    }

    /// The id in `/v1/{project}/cloudservers/{id}`; empty if the path names none.
    private String serverId(Call call) {
        String start = "/v1/" + project + "/cloudservers/";
        if (!call.path().startsWith(start)) return "";
        String rest = call.path().substring(start.length());
        boolean uuid = rest.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return uuid ? rest : "";
    }

    @Override
    public Map<String, String> parameters(Call call) {
        Map<String, String> shown = new LinkedHashMap<>(call.parameters());
        shown.put("path", call.path());
        if (!call.body().isEmpty()) shown.put("body", call.body());
        String token = call.header("x-client-token");
        if (token != null) shown.put("client_token", token);
        return shown;
    }

    @Override
    public Answer answer(Call call) {
        try {
            String account = signature.verify(call);
            return Answer.json(200, respond(call, account));
        } catch (HuaweiFailure refused) {
            return failure(refused.status(), refused.code(), refused.message());
        }
    }

    private ObjectNode respond(Call call, String account) {
        Map<String, String> asked = call.parameters();
        return switch (action(call)) {
            case "GET /v2.1/{project}/os-availability-zone" -> flavors.zones();
            case "GET " + SERVERS + "/flavors" -> flavors.flavors(asked);
            case "GET " + SERVERS + "/flavor-sell-policies" -> flavors.sellPolicies(asked);
            case "POST " + SERVERS, "POST " + NEW_SERVERS ->
                    create.create(account, call.header("x-client-token"), body(call));
            case "GET " + SERVERS + "/detail" -> servers.list(account, asked);
            case "GET " + NEW_SERVERS + "/detail" -> servers.listNew(account, asked);
            case "POST " + SERVERS + "/resource_instances/action" ->
                    servers.byTag(account, body(call));
            case "GET " + SERVERS + "/{id}" -> servers.show(account, serverId(call));
            case "POST " + SERVERS + "/delete" -> servers.delete(account, body(call));
            case JOB + "{id}" -> jobs.show(call.path().substring(call.path().lastIndexOf('/') + 1));
            case "POST /v2/bills/ratings/on-demand-resources" -> rating.rate(project, body(call));
            default ->
                    throw new HuaweiFailure(
                            404, "APIGW.0101", "The API does not exist: " + action(call));
        };
    }

    private static JsonNode body(Call call) {
        try {
            return Json.read(call.body());
        } catch (IllegalArgumentException noJson) {
            throw new HuaweiFailure(400, "Ecs.0000", "Request body is no JSON.");
        }
    }

    /// The gateway and BSS answer flat, ECS with an `error` around it.
    @Override
    public Answer failure(int status, String code, String message) {
        ObjectNode body = Json.object();
        if (code.startsWith("Ecs.")) {
            body.putObject("error").put("code", code).put("message", message);
        } else {
            body.put("error_code", code)
                    .put("error_msg", message)
                    .put("request_id", UUID.randomUUID().toString().replace("-", ""));
        }
        return Answer.failure(status, code, body)
                .with("X-Request-Id", UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public Answer throttled() {
        return failure(429, "APIGW.0308", "The throttling threshold has been reached.");
    }
}
