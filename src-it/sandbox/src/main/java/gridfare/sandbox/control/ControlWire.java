package gridfare.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Answer;
import gridfare.sandbox.http.Call;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.http.RequestLog;
import gridfare.sandbox.http.Wire;
import java.util.Map;

/// The control port: JSON in snake_case, no signature, loopback only.
public final class ControlWire implements Wire {

    private static final String RESEND = ":resend";

    private final ClockControl clock;
    private final MachineControl machines;
    private final MarketControl market;
    private final FaultControl faults;
    private final WebhookControl webhooks;
    private final RequestLog log;
    private final Runnable clear;

    /// @param clear forgets all that the store kept
    public ControlWire(
            ClockControl clock,
            MachineControl machines,
            MarketControl market,
            FaultControl faults,
            WebhookControl webhooks,
            RequestLog log,
            Runnable clear) {
        this.clock = clock;
        this.machines = machines;
        this.market = market;
        this.faults = faults;
        this.webhooks = webhooks;
        this.log = log;
        this.clear = clear;
    }

    @Override
    public String vendor() {
        return "control";
    }

    @Override
    public String action(Call call) {
        return call.method() + " " + call.path();
    }

    @Override
    public Answer answer(Call call) {
        try {
            return Answer.json(200, respond(call));
        } catch (ControlFailure notThere) {
            return failure(404, "not-found", String.valueOf(notThere.getMessage()));
        } catch (IllegalArgumentException wrong) {
            return failure(400, "bad-request", String.valueOf(wrong.getMessage()));
        }
    }

    private JsonNode respond(Call call) {
        Map<String, String> asked = call.parameters();
        String path = call.path();
        if (path.startsWith("/machines/") && call.method().equals("PUT")) {
            return machines.change(path.substring("/machines/".length()), body(call));
        }
        if (path.startsWith("/webhooks/") && path.endsWith(RESEND)) {
            String event = path.substring("/webhooks/".length(), path.length() - RESEND.length());
            return webhooks.resend(event);
        }
        return switch (action(call)) {
            case "GET /health" -> Json.object().put("status", "UP");
            case "GET /clock" -> clock.show();
            case "PUT /clock" -> clock.set(body(call));
            case "GET /machines" -> machines.list(asked);
            case "GET /stock" -> market.stock(asked);
            case "PUT /stock" -> market.setStock(body(call));
            case "PUT /price" -> market.setPrice(body(call));
            case "GET /faults" -> faults.list();
            case "POST /faults" -> faults.add(body(call));
            case "DELETE /faults" -> faults.clear();
            case "GET /limits" -> faults.limits();
            case "PUT /limits" -> faults.limit(body(call));
            case "DELETE /limits" -> faults.clearLimits();
            case "GET /webhooks" -> webhooks.list();
            case "PUT /webhooks" -> webhooks.set(body(call));
            case "GET /requests" -> Json.tree(log.of(asked.get("vendor")));
            case "POST /reset" -> reset();
            default -> throw new ControlFailure("There is no " + action(call));
        };
    }

    private JsonNode reset() {
        clear.run();
        faults.clear();
        faults.clearLimits();
        log.clear();
        return done();
    }

    private static JsonNode body(Call call) {
        JsonNode body = Json.read(call.body());
        if (!body.isObject()) throw new IllegalArgumentException("Send a JSON object.");
        return body;
    }

    static ObjectNode done() {
        return Json.object().put("done", true);
    }

    @Override
    public Answer failure(int status, String code, String message) {
        return Answer.failure(
                status, code, Json.object().put("code", code).put("message", message));
    }

    @Override
    public Answer throttled() {
        return failure(429, "too-many-requests", "Too many requests.");
    }
}
