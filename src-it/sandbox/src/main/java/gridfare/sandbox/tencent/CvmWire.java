package gridfare.sandbox.tencent;

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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Takes a CVM call apart, checks its signature, and hands it to the one who answers that action.
public final class CvmWire implements Wire {

    public static final String VENDOR = "tencent";
    private static final String VERSION = "2017-03-12";

    private final Tc3Signature signature;
    private final Map<String, CvmAction> actions;

    /// Answers one action, without `RequestId`.
    interface CvmAction {
        ObjectNode answer(Asked asked);
    }

    /// @param secrets by secret id
    public CvmWire(
            Map<String, String> secrets,
            Catalogue catalogue,
            Prices prices,
            Machines machines,
            Store store,
            InstantSource wall) {
        this.signature = new Tc3Signature(secrets, wall);
        MarketActions market = new MarketActions(catalogue, prices, machines);
        RunAction run = new RunAction(market, machines, store);
        MachineActions mine = new MachineActions(catalogue, machines);
        this.actions =
                Map.of(
                        "DescribeRegions", _ -> market.regions(),
                        "DescribeZones", market::zones,
                        "DescribeZoneInstanceConfigInfos", market::configs,
                        "InquiryPriceRunInstances", market::price,
                        "RunInstances", run::run,
                        "DescribeInstances", mine::list,
                        "DescribeInstancesStatus", mine::status,
                        "TerminateInstances", mine::terminate);
    }

    @Override
    public String vendor() {
        return VENDOR;
    }

    @Override
    public String action(Call call) {
        return Objects.requireNonNullElse(call.header("x-tc-action"), "");
    }

    @Override
    public Map<String, String> parameters(Call call) {
        return Map.of(
                "region", Objects.requireNonNullElse(call.header("x-tc-region"), ""),
                "body", call.body());
    }

    @Override
    public Answer answer(Call call) {
        try {
            String account = signature.verify(call);
            CvmAction action = actions.get(action(call));
            if (action == null) {
                throw new CvmFailure("InvalidAction", "The action does not exist.");
            }
            if (!VERSION.equals(call.header("x-tc-version"))) {
                throw new CvmFailure("NoSuchVersion", "The version does not exist.");
            }
            String region = Objects.requireNonNullElse(call.header("x-tc-region"), "");
            return wrapped(action.answer(new Asked(body(call), region, account)));
        } catch (CvmFailure refused) {
            return failure(200, refused.code(), refused.message());
        }
    }

    private static JsonNode body(Call call) {
        try {
            return Json.read(call.body());
        } catch (IllegalArgumentException noJson) {
            throw new CvmFailure("InvalidParameter", "The body is no JSON.");
        }
    }

    private static Answer wrapped(ObjectNode response) {
        response.put("RequestId", UUID.randomUUID().toString());
        ObjectNode body = Json.object();
        body.set("Response", response);
        return Answer.json(200, body);
    }

    /// The vendor answers errors with 200 too; another `status` stands for something before it.
    @Override
    public Answer failure(int status, String code, String message) {
        ObjectNode response = Json.object();
        response.putObject("Error").put("Code", code).put("Message", message);
        return new Answer(
                status, Map.of("Content-Type", "application/json"), wrapped(response).body(), code);
    }

    @Override
    public Answer throttled() {
        return failure(200, "RequestLimitExceeded", "Your current request times equals the limit.");
    }
}
