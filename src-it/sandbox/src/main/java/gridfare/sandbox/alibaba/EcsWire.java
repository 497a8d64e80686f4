package gridfare.sandbox.alibaba;

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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Takes an ECS call apart, checks its signature, and hands it to the one who answers that action.
public final class EcsWire implements Wire {

    public static final String VENDOR = "alibaba";
    private static final String VERSION = "2014-05-26";

    private final Acs3Signature signature;
    private final Map<String, EcsAction> actions;

    /// Answers one action, without `RequestId`.
    interface EcsAction {
        ObjectNode answer(String accessKey, Parameters parameters);
    }

    /// @param secrets by access key
    public EcsWire(
            Map<String, String> secrets,
            Catalogue catalogue,
            Prices prices,
            Machines machines,
            Store store,
            InstantSource business,
            InstantSource wall) {
        this.signature = new Acs3Signature(secrets, wall);
        PlaceActions places = new PlaceActions(catalogue);
        TypeActions types = new TypeActions(catalogue);
        StockActions stock = new StockActions(catalogue, machines);
        PriceActions price = new PriceActions(catalogue, prices, business);
        RunAction run = new RunAction(catalogue, prices, machines, store);
        ListActions list = new ListActions(catalogue, machines);
        DeleteAction delete = new DeleteAction(machines);
        this.actions =
                Map.of(
                        "DescribeRegions", (key, asked) -> places.regions(),
                        "DescribeZones", (key, asked) -> places.zones(asked),
                        "DescribeInstanceTypes", (key, asked) -> types.types(asked),
                        "DescribeAvailableResource", (key, asked) -> stock.available(asked),
                        "DescribePrice", (key, asked) -> price.price(asked),
                        "DescribeSpotPriceHistory", (key, asked) -> price.history(asked),
                        "RunInstances", run::run,
                        "DescribeInstances", list::instances,
                        "DescribeInstanceStatus", list::status,
                        "DeleteInstances", delete::delete);
    }

    @Override
    public String vendor() {
        return VENDOR;
    }

    @Override
    public String action(Call call) {
        return Objects.requireNonNullElse(call.header("x-acs-action"), "");
    }

    @Override
    public Answer answer(Call call) {
        try {
            String accessKey = signature.verify(call);
            EcsAction action = actions.get(action(call));
            if (action == null || !VERSION.equals(call.header("x-acs-version"))) {
                throw new EcsFailure(
                        404,
                        "InvalidAction.NotFound",
                        "Specified api is not found, please check your url and method.");
            }
            ObjectNode body = action.answer(accessKey, new Parameters(call.parameters()));
            return Answer.json(200, body.put("RequestId", requestId()));
        } catch (EcsFailure refused) {
            return failure(refused.status(), refused.code(), refused.message());
        }
    }

    @Override
    public Answer failure(int status, String code, String message) {
        ObjectNode body =
                Json.object()
                        .put("RequestId", requestId())
                        .put("HostId", "ecs.aliyuncs.com")
                        .put("Code", code)
                        .put("Message", message)
                        .put("Recommend", "https://api.aliyun.com/troubleshoot?q=" + code);
        return Answer.failure(status, code, body);
    }

    @Override
    public Answer throttled() {
        return failure(400, "Throttling", "Request was denied due to request throttling.");
    }

    private static String requestId() {
        return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }
}
