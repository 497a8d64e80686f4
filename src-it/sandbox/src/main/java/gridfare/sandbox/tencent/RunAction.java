package gridfare.sandbox.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.inventory.PurchaseOption;
import gridfare.sandbox.machine.Machine;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// RunInstances: all or none, once per client token. What the vendor says to a token used with
/// other parameters is not documented; `InvalidParameterValue` is our choice.
final class RunAction {

    private static final int LONGEST_TOKEN = 64;

    private final MarketActions market;
    private final Machines machines;
    private final Table<TokenUse> tokens;

    /// What a client token was used for.
    record TokenUse(String request, List<String> instanceIds) {}

    RunAction(MarketActions market, Machines machines, Store store) {
        this.market = market;
        this.machines = machines;
        this.tokens = store.table("tencent-token", TokenUse.class);
    }

    /// One at a time, so that two calls with one token cannot both create.
    synchronized ObjectNode run(Asked asked) {
        String token = asked.find("ClientToken");
        if (token == null) return answer(create(asked, null));
        if (token.length() > LONGEST_TOKEN) {
            throw new CvmFailure(
                    "InvalidClientToken.TooLong", "A client token has at most 64 characters.");
        }
        String key = asked.account() + "/" + token;
        Optional<TokenUse> before = tokens.find(key);
        if (before.isEmpty()) return answer(create(asked, key));
        if (!before.get().request().equals(request(asked))) {
            throw CvmFailure.invalid("ClientToken");
        }
        return answer(before.get().instanceIds());
    }

    private static String request(Asked asked) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        asked.body().properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        return sorted.toString();
    }

    private List<String> create(Asked asked, @Nullable String tokenKey) {
        Pool pool = market.pool(asked.zone(), asked.require("InstanceType"));
        if (!pool.region().equals(asked.region())) {
            throw new CvmFailure(
                    "InvalidZone.MismatchRegion", "The zone is not of the region asked.");
        }
        asked.require("ImageId");
        if (asked.body().hasNonNull("MinCount")) {
            throw new CvmFailure(
                    "UnsupportedOperation.MinCountUnsupportedRegion",
                    "MinCount is not supported in this region.");
        }
        int count = asked.number("InstanceCount", 1, 1, 500);
        PurchaseOption option = MarketActions.option(asked);
        BigDecimal limit = option == PurchaseOption.SPOT ? bid(asked, pool) : null;
        if (asked.body().path("DryRun").asBoolean(false)) return List.of();
        Machines.Order order =
                new Machines.Order(
                        pool,
                        asked.account(),
                        count,
                        option,
                        limit,
                        tags(asked),
                        Map.of("ImageId", asked.require("ImageId")));
        String request = request(asked);
        List<Machine> created =
                machines.create(
                                order,
                                made ->
                                        tokenKey == null
                                                ? List.of()
                                                : List.of(
                                                        tokens.put(
                                                                tokenKey,
                                                                new TokenUse(request, ids(made)))))
                        .orElseThrow(CvmFailure::soldOut);
        return ids(created);
    }

    private static List<String> ids(List<Machine> created) {
        return created.stream().map(Machine::id).toList();
    }

    private @Nullable BigDecimal bid(Asked asked, Pool pool) {
        JsonNode bid =
                asked.body().path("InstanceMarketOptions").path("SpotOptions").path("MaxPrice");
        if (!bid.isTextual()) return null;
        BigDecimal limit;
        try {
            limit = new BigDecimal(bid.textValue());
        } catch (NumberFormatException noNumber) {
            throw CvmFailure.invalid("SpotOptions.MaxPrice");
        }
        if (limit.compareTo(market.perHour(pool, PurchaseOption.SPOT)) < 0) {
            throw new CvmFailure(
                    "InvalidParameterValue.InsufficientPrice",
                    "The bid is below the market price.");
        }
        return limit;
    }

    private static Map<String, String> tags(Asked asked) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode specification : asked.body().path("TagSpecification")) {
            if (!specification.path("ResourceType").asText().equals("instance")) continue;
            for (JsonNode tag : specification.path("Tags")) {
                tags.put(tag.path("Key").asText(), tag.path("Value").asText());
            }
        }
        return tags;
    }

    private static ObjectNode answer(List<String> ids) {
        ObjectNode response = Json.object();
        if (ids.isEmpty()) return response; // a dry run that passed
        ArrayNode set = response.putArray("InstanceIdSet");
        ids.forEach(set::add);
        return response;
    }
}
