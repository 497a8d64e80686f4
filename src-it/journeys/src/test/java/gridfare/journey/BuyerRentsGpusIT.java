package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/// The whole way in a browser: a buyer asks, compares, accepts, watches, stops and pays, and the
/// operator sees books that balance.
class BuyerRentsGpusIT {

    private final World world = World.running();
    private final Rest operator = world.as("operator");
    private final Buyer program = new Buyer(world.as("buyer"));

    @Test
    void aBuyerRentsWatchesStopsAndPaysWithoutReloadingOnce() {
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        operator.post("/api/v1/ops/periods:close", ofOrganisation()).expecting(200);
        try (var buyer = Session.signedInAs(world, "buyer")) {
            var fares = new FarePages(buyer).ask("A100 SXM4 80GB", "2");
            assertThat(fares.options()).isNotEmpty();
            assertThat(fares.why().price()).startsWith("$");
            buyer.picture("fares");
            var placement = fares.acceptFirst();
            buyer.mark();
            placement.awaitState("RUNNING");
            buyer.picture("placement-running");

            operator.post("/api/v1/ops/clock:advance", "{\"seconds\": 3600}").expecting(200);
            placement.stop().awaitState("ENDED");
            assertThat(buyer.isMarked()).as("the page was never reloaded").isTrue();
            buyer.picture("placement-ended");
            JsonNode usage = program.awaitUsage(placement.id());
            assertThat(usage.path(0).path("gpu_seconds").asLong()).isEqualTo(3_600);

            JsonNode closed =
                    operator.post("/api/v1/ops/periods:close", ofOrganisation())
                            .expecting(200)
                            .body();
            String invoice = closed.path("invoices").path(0).asText();
            var billing = new BillingPages(buyer).open(invoice).awaitState("OPEN");
            buyer.mark();
            billing.pay().awaitState("PAID");
            assertThat(buyer.isMarked()).as("the page was never reloaded").isTrue();
            buyer.picture("invoice-paid");
        }
        try (var staff = Session.signedInAs(world, "operator")) {
            assertThat(new OperatorPage(staff).open().brokenInvariants()).isZero();
            staff.picture("operator");
        }
        JsonNode books = operator.get("/api/v1/ops/ledger:check").expecting(200).body();
        assertThat(books.path("holds").asBoolean()).as(books.toString()).isTrue();
        operator.post("/api/v1/ops/clock:run", "{}").expecting(200);
    }

    private String ofOrganisation() {
        return "{\"organisation\":\"%s\"}".formatted(program.organisation());
    }
}
