package gridfare.domain.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a leg costs from a later second on: an extension is at the rate that goes when it is
/// agreed.
///
/// @param from a whole second
/// @param rate what the buyer pays a GPU-hour
/// @param rateParts its parts, as JSON
/// @param providerPrice what the provider is paid an instance-hour; null: what was agreed when the
///   leg was ordered, as for a leg that took an extended one's place
record LaterRate(Instant from, HourlyRate rate, String rateParts, @Nullable Money providerPrice) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static String write(List<LaterRate> rates) {
        ArrayNode list = MAPPER.createArrayNode();
        rates.stream()
                .sorted(Comparator.comparing(LaterRate::from))
                .forEach(rate -> list.add(rate.json()));
        return list.toString();
    }

    static List<LaterRate> read(String json) {
        try {
            List<LaterRate> rates = new ArrayList<>();
            for (JsonNode node : MAPPER.readTree(json)) rates.add(of(node));
            return List.copyOf(rates);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored rates are no JSON: " + json, e);
        }
    }

    LaterRate at(Instant other) {
        return new LaterRate(other, rate, rateParts, providerPrice);
    }

    /// The same for the buyer; whoever carries it on is paid as agreed at its order.
    LaterRate forSuccessor() {
        return new LaterRate(from, rate, rateParts, null);
    }

    private ObjectNode json() {
        ObjectNode node =
                MAPPER.createObjectNode()
                        .put("valid_from", from.toString())
                        .put("rate_micros", rate.perHour().micros())
                        .put("rate_currency", rate.currency().getCurrencyCode());
        try {
            node.set("rate_parts", MAPPER.readTree(rateParts));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Parts that are no JSON: " + rateParts, e);
        }
        if (providerPrice != null) {
            node.put("provider_price_micros", providerPrice.micros())
                    .put("provider_price_currency", providerPrice.currency().getCurrencyCode());
        }
        return node;
    }

    private static LaterRate of(JsonNode node) {
        return new LaterRate(
                Instant.parse(node.path("valid_from").textValue()),
                new HourlyRate(money(node, "rate")),
                node.path("rate_parts").toString(),
                node.has("provider_price_micros") ? money(node, "provider_price") : null);
    }

    private static Money money(JsonNode node, String name) {
        return new Money(
                node.path(name + "_micros").longValue(),
                Currency.getInstance(node.path(name + "_currency").textValue()));
    }
}
