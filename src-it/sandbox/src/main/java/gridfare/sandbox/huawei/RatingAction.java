package gridfare.sandbox.huawei;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;

/// On-demand prices, in CNY: what the use that is asked for would cost.
final class RatingAction {

    private static final int MOST_PRODUCTS = 100;
    private static final int HOURS = 4;
    private static final int CURRENCY_UNIT = 1;
    private static final String LINUX = ".linux";

    private final Catalogue catalogue;
    private final Prices prices;

    RatingAction(Catalogue catalogue, Prices prices) {
        this.catalogue = catalogue;
        this.prices = prices;
    }

    ObjectNode rate(String project, JsonNode body) {
        if (!project.equals(body.path("project_id").asText())) throw invalid("project_id");
        JsonNode products = body.path("product_infos");
        if (products.isEmpty() || products.size() > MOST_PRODUCTS) throw invalid("product_infos");
        int digits = body.path("inquiry_precision").asInt(0) == 0 ? 6 : 10;
        ObjectNode answer = Json.object().put("currency", "CNY").put("measure_id", CURRENCY_UNIT);
        ArrayNode results = answer.putArray("product_rating_results");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode product : products) {
            BigDecimal amount = price(product).setScale(digits, RoundingMode.HALF_UP);
            sum = sum.add(amount);
            results.addObject()
                    .put("id", product.path("id").asText())
                    .put("product_id", UUID.randomUUID().toString().replace("-", ""))
                    .put("amount", amount)
                    .put("official_website_amount", amount)
                    .put("discount_amount", BigDecimal.ZERO)
                    .put("measure_id", CURRENCY_UNIT);
        }
        return answer.put("amount", sum)
                .put("official_website_amount", sum)
                .put("discount_amount", BigDecimal.ZERO);
    }

    private BigDecimal price(JsonNode product) {
        String spec = product.path("resource_spec").asText();
        if (!product.path("cloud_service_type").asText().equals("hws.service.type.ec2")
                || !product.path("resource_type").asText().equals("hws.resource.type.vm")
                || !spec.endsWith(LINUX)) {
            throw invalid("resource_spec");
        }
        if (!product.path("usage_factor").asText().equalsIgnoreCase("Duration")
                || product.path("usage_measure_id").asInt() != HOURS) {
            throw invalid("usage_measure_id");
        }
        String zone = product.path("available_zone").asText(null);
        BigDecimal perHour =
                prices.onDemand(
                                catalogue,
                                product.path("region").asText(),
                                zone,
                                spec.substring(0, spec.length() - LINUX.length()))
                        .orElseThrow(() -> invalid("resource_spec"));
        BigDecimal hours = new BigDecimal(product.path("usage_value").asText("1"));
        return perHour.multiply(hours)
                .multiply(BigDecimal.valueOf(product.path("subscription_num").asLong(1)));
    }

    private static HuaweiFailure invalid(String field) {
        return new HuaweiFailure(400, "CBC.0100", "Parameter error: " + field);
    }
}
