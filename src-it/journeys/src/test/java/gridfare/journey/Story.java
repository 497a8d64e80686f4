package gridfare.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// What has happened to the demonstration's buyer, so that every screen has something to show. The
/// clock stands still at its end; [World#running()]'s journeys let it run again.
///
/// @param quote open, with options
/// @param quoteOfNothing without options
/// @param queued waits for its start tomorrow
record Story(
        String quote,
        String quoteOfNothing,
        String running,
        String ended,
        String queued,
        String paidInvoice,
        String openInvoice) {

    static Story tell(World world) {
        Rest operator = world.as("operator");
        Buyer buyer = new Buyer(world.as("buyer"));
        String organisation = "{\"organisation\":\"%s\"}".formatted(buyer.organisation());
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        operator.post("/api/v1/ops/periods:close", organisation).expecting(200);

        String ended =
                rent(
                        buyer,
                        request("[\"a100-sxm-80\"]", 8, 7_200, "GUARANTEED"),
                        "vision-34b-ft-06");
        advance(operator, 5_400);
        end(buyer, ended);
        String paid = close(operator, organisation);
        buyer.pay(paid);

        String short1 = rent(buyer, request("[\"t4\"]", 2, 7_200, "BEST_EFFORT"), "batch-embed-12");
        advance(operator, 1_234);
        end(buyer, short1);
        String open = close(operator, organisation);

        String running =
                rent(
                        buyer,
                        request("[\"a100-sxm-80\"]", 8, 72_000, "GUARANTEED"),
                        "vision-34b-ft-07");
        String second = rent(buyer, request("\"any\"", 1, 36_000, "STANDARD"), "notebook");
        advance(operator, 9_000);
        String later =
                buyer.rest()
                        .get("/api/v1/placements/" + second)
                        .expecting(200)
                        .body()
                        .path("accepted_at")
                        .asText();
        JsonNode tomorrow =
                buyer.ask(
                        """
                        {"capacity": {"chips": ["a100-sxm-80"], "gpus": 4, "duration_s": 36000},
                         "tier": "STANDARD", "start": {"earliest": "%s", "latest": "%s"}}
                        """
                                .formatted(
                                        Instant.parse(later).plusSeconds(86_400),
                                        Instant.parse(later).plusSeconds(90_000)));
        String queued = accept(buyer, tomorrow, "nightly-eval");
        JsonNode quote =
                buyer.ask(
                        """
                        {"capacity": {"chips": "any", "gpus": 8, "duration_s": 72000},
                         "workload_kind": "FINE_TUNING", "tier": "GUARANTEED",
                         "place": {"latitude": 31.23, "longitude": 121.47}, "max_round_trip_ms": 60,
                         "jurisdictions": ["CN"], "memory_gib_per_gpu": 40,
                         "budget": {"amount": "2600", "currency": "USD"}}
                        """);
        JsonNode nothing =
                buyer.ask(
                        """
                        {"capacity": {"chips": ["t4"], "gpus": 1, "duration_s": 3600},
                         "memory_gib_per_gpu": 80}
                        """);
        buyer.rest()
                .post("/api/v1/api-keys", "{\"name\":\"nightly pipeline\",\"role\":\"MEMBER\"}");
        return new Story(
                quote.path("id").asText(),
                nothing.path("id").asText(),
                running,
                ended,
                queued,
                paid,
                open);
    }

    /// Stops what runs, and lets the clock run again.
    void close(World world) {
        Buyer buyer = new Buyer(world.as("buyer"));
        for (JsonNode one :
                buyer.rest()
                        .get("/api/v1/placements?limit=100")
                        .expecting(200)
                        .body()
                        .path("items")) {
            String state = one.path("state").asText();
            if (state.equals("RUNNING") || state.equals("QUEUED")) {
                buyer.stop(one.path("id").asText());
                buyer.awaitOver(one.path("id").asText());
            }
        }
        world.as("operator").post("/api/v1/ops/clock:run", "{}").expecting(200);
    }

    private static String request(String chips, int gpus, long seconds, String tier) {
        return """
        {"capacity": {"chips": %s, "gpus": %d, "duration_s": %d},
         "workload_kind": "FINE_TUNING", "tier": "%s", "rank_by": "PRICE"}
        """
                .formatted(chips, gpus, seconds, tier);
    }

    private static String rent(Buyer buyer, String request, String name) {
        String id = accept(buyer, buyer.ask(request), name);
        buyer.awaitState(id, "RUNNING");
        return id;
    }

    private static String accept(Buyer buyer, JsonNode quote, String name) {
        return buyer.rest()
                .post(
                        "/api/v1/placements",
                        Buyer.acceptanceOf(quote).replace("\"journey\"", "\"" + name + "\""))
                .expecting(201)
                .text("id");
    }

    private static void end(Buyer buyer, String placement) {
        buyer.stop(placement);
        buyer.awaitState(placement, "ENDED");
        buyer.awaitUsage(placement);
    }

    private static void advance(Rest operator, long seconds) {
        operator.post("/api/v1/ops/clock:advance", "{\"seconds\": %d}".formatted(seconds))
                .expecting(200);
    }

    private static String close(Rest operator, String organisation) {
        return operator.post("/api/v1/ops/periods:close", organisation)
                .expecting(200)
                .body()
                .path("invoices")
                .path(0)
                .asText();
    }
}
