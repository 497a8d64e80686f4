package gridfare.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.inventory.Prices;
import gridfare.sandbox.inventory.PurchaseOption;
import gridfare.sandbox.inventory.Zone;
import gridfare.sandbox.machine.Machine;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// RunInstances: all or none, once per client token. A token whose call was refused is not kept, as
/// the vendor keeps only what it made.
final class RunAction {

    private static final int LONGEST_TOKEN = 64;
    private static final int MOST_TAGS = 20;

    private final Catalogue catalogue;
    private final Prices prices;
    private final Machines machines;
    private final Table<TokenUse> tokens;

    /// What a client token was used for. `parameters` are those of the call, without the token.
    record TokenUse(Map<String, String> parameters, List<String> instanceIds, BigDecimal price) {}

    RunAction(Catalogue catalogue, Prices prices, Machines machines, Store store) {
        this.catalogue = catalogue;
        this.prices = prices;
        this.machines = machines;
        this.tokens = store.table("alibaba-token", TokenUse.class);
    }

    /// One at a time, so that two calls with one token cannot both create.
    synchronized ObjectNode run(String accessKey, Parameters asked) {
        String token = asked.find("ClientToken");
        if (token == null) return create(accessKey, asked, null);
        if (token.length() > LONGEST_TOKEN || !token.chars().allMatch(c -> c > 31 && c < 127)) {
            throw EcsFailure.invalid("ClientToken");
        }
        String key = accessKey + "/" + token;
        Optional<TokenUse> before = tokens.find(key);
        if (before.isEmpty()) return create(accessKey, asked, key);
        if (!before.get().parameters().equals(parameters(asked))) {
            throw new EcsFailure(
                    400,
                    "IdempotentParameterMismatch",
                    "The request uses a client token in a previous request but is not identical to that request.");
        }
        return answer(before.get());
    }

    private static Map<String, String> parameters(Parameters asked) {
        Map<String, String> parameters = new TreeMap<>(asked.all());
        parameters.remove("ClientToken");
        return parameters;
    }

    private ObjectNode create(String accessKey, Parameters asked, @Nullable String tokenKey) {
        String region = Places.region(catalogue, asked);
        InstanceType type = Places.type(catalogue, asked);
        if (asked.find("ImageFamily") == null && asked.find("LaunchTemplateName") == null) {
            asked.require("ImageId");
        }
        int amount = asked.number("Amount", 1, 1, 100);
        int least = asked.number("MinAmount", amount, 1, amount);
        Pool pool = pool(region, Places.zone(catalogue, asked, region), type);
        PurchaseOption option = option(asked);
        BigDecimal limit = option == PurchaseOption.SPOT ? limit(asked, pool) : null;
        BigDecimal price = price(region, pool, type, option);
        if (asked.flag("DryRun")) {
            throw new EcsFailure(
                    400,
                    "DryRunOperation",
                    "Request validation has been passed with DryRun flag set.");
        }
        int count = Math.min(amount, Math.max(least, machines.left(pool)));
        Machines.Order order =
                new Machines.Order(
                        pool, accessKey, count, option, limit, tags(asked), details(asked));
        List<Machine> created =
                machines.create(
                                order,
                                made ->
                                        tokenKey == null
                                                ? List.of()
                                                : List.of(
                                                        tokens.put(
                                                                tokenKey, use(asked, made, price))))
                        .orElseThrow(RunAction::soldOut);
        return answer(use(asked, created, price));
    }

    private static TokenUse use(Parameters asked, List<Machine> created, BigDecimal price) {
        return new TokenUse(
                parameters(asked),
                created.stream().map(Machine::id).toList(),
                price.multiply(BigDecimal.valueOf(created.size())));
    }

    /// Without a zone the vendor picks one that has some.
    private Pool pool(String region, @Nullable Zone zone, InstanceType type) {
        List<Pool> selling =
                catalogue.poolsOf(region).stream()
                        .filter(pool -> pool.id().instanceType().equals(type.id()))
                        .filter(pool -> zone == null || pool.id().zone().equals(zone.id()))
                        .toList();
        if (selling.isEmpty()) {
            throw new EcsFailure(
                    403,
                    "InvalidResourceType.NotSupported",
                    "This resource type is not supported; please try other resource types.");
        }
        return selling.stream()
                .filter(pool -> machines.left(pool) > 0)
                .findFirst()
                .orElse(selling.getFirst());
    }

    private static PurchaseOption option(Parameters asked) {
        String charge = asked.or("InstanceChargeType", "PostPaid");
        if (!charge.equals("PostPaid")) throw EcsFailure.invalid("InstanceChargeType");
        return switch (asked.or("SpotStrategy", "NoSpot")) {
            case "NoSpot" -> PurchaseOption.ON_DEMAND;
            case "SpotAsPriceGo", "SpotWithPriceLimit" -> PurchaseOption.SPOT;
            default -> throw EcsFailure.invalid("SpotStrategy");
        };
    }

    private @Nullable BigDecimal limit(Parameters asked, Pool pool) {
        if (!asked.or("SpotStrategy", "").equals("SpotWithPriceLimit")) return null;
        BigDecimal limit = asked.decimal("SpotPriceLimit");
        if (limit == null) throw EcsFailure.missing("SpotPriceLimit");
        if (limit.compareTo(prices.spot(pool)) < 0) {
            throw new EcsFailure(
                    403,
                    "OperationDenied.SpotPriceLowerThanPublicPrice",
                    "The specified spot price is lower than the public price.");
        }
        return limit;
    }

    private BigDecimal price(String region, Pool pool, InstanceType type, PurchaseOption option) {
        return switch (option) {
            case SPOT -> prices.spot(pool);
            case ON_DEMAND ->
                    prices.onDemand(catalogue, region, pool.id().zone(), type.id())
                            .orElseThrow(RunAction::soldOut);
        };
    }

    private static Map<String, String> tags(Parameters asked) {
        Map<String, String> tags = asked.tags();
        if (tags.size() > MOST_TAGS) throw EcsFailure.invalid("Tag");
        for (String key : tags.keySet()) {
            if (key.isEmpty() || key.startsWith("acs:") || key.startsWith("aliyun")) {
                throw new EcsFailure(
                        400, "InvalidTagKey.Malformed", "The specified Tag.n.Key is not valid.");
            }
        }
        return tags;
    }

    private static Map<String, String> details(Parameters asked) {
        Map<String, String> details = new TreeMap<>();
        for (String name :
                List.of("ImageId", "InstanceName", "VSwitchId", "SecurityGroupId", "HostName")) {
            String value = asked.find(name);
            if (value != null) details.put(name, value);
        }
        details.put("SpotStrategy", asked.or("SpotStrategy", "NoSpot"));
        return details;
    }

    private static EcsFailure soldOut() {
        return new EcsFailure(
                403,
                "OperationDenied.NoStock",
                "Sales of this resource are temporarily suspended in the specified zone.");
    }

    private static ObjectNode answer(TokenUse use) {
        ObjectNode body = Json.object().put("TradePrice", use.price());
        ArrayNode ids = body.putObject("InstanceIdSets").putArray("InstanceIdSet");
        use.instanceIds().forEach(ids::add);
        return body;
    }
}
