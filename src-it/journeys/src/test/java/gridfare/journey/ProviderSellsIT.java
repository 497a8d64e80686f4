package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A provider looks at what it sells: its sites, its leases, what it earned.
class ProviderSellsIT {

    private final World world = World.running();
    private final Rest operator = world.as("operator");
    private final Buyer buyer = new Buyer(world.as("buyer"));

    @Test
    void aProviderSeesItsSitesItsLeasesAndWhatItEarns() {
        String organisation = "{\"organisation\":\"%s\"}".formatted(buyer.organisation());
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        operator.post("/api/v1/ops/periods:close", organisation).expecting(200);
        try (var provider = Session.signedInAs(world, "provider")) {
            var pages = new ProviderPages(provider);
            assertThat(pages.sites())
                    .as("the demonstration's 2,050 zones; a few have nothing listed")
                    .isBetween(2_000L, 2_050L);
            assertThat(pages.listedSites()).isNotEmpty();
            BigDecimal before = earned(pages.months());

            String leg = anHourOfOneA100();
            JsonNode lease = ownLease(leg);
            BigDecimal price =
                    new BigDecimal(lease.path("price_per_instance_hour").path("amount").asText());
            BigDecimal anHour =
                    price.multiply(BigDecimal.valueOf(lease.path("instances").asLong()))
                            .setScale(2, RoundingMode.HALF_UP);
            List<String> shown = pages.lease(leg);
            assertThat(shown.get(4)).as("GPU-hours of one GPU for an hour").isEqualTo("1.00");
            assertThat(Figures.of(shown.get(6)))
                    .as("its price for an hour")
                    .isEqualByComparingTo(anHour);

            operator.post("/api/v1/ops/periods:close", organisation).expecting(200);
            assertThat(earned(pages.months()).subtract(before))
                    .as("booked when the buyer's period was invoiced")
                    .isEqualByComparingTo(anHour);
        }
        operator.post("/api/v1/ops/clock:run", "{}").expecting(200);
    }

    private String anHourOfOneA100() {
        JsonNode quote =
                buyer.ask(
                        """
                        {"capacity": {"chips": ["a100-sxm-80"], "gpus": 1, "duration_s": 7200},
                         "tier": "GUARANTEED"}
                        """);
        String placement = buyer.acceptBest(quote).path("id").asText();
        JsonNode running = buyer.awaitState(placement, "RUNNING");
        operator.post("/api/v1/ops/clock:advance", "{\"seconds\": 3600}").expecting(200);
        buyer.stop(placement);
        buyer.awaitState(placement, "ENDED");
        buyer.awaitUsage(placement);
        return running.path("legs").path(0).path("id").asText();
    }

    private JsonNode ownLease(String leg) {
        for (JsonNode lease :
                world.as("provider")
                        .get("/api/v1/provider/leases")
                        .expecting(200)
                        .body()
                        .path("items")) {
            if (lease.path("leg").asText().equals(leg)) {
                return lease;
            }
        }
        throw new AssertionError(leg + " is not among the leases.");
    }

    private static BigDecimal earned(List<List<String>> months) {
        return months.stream()
                .map(cells -> Figures.of(cells.get(1)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
