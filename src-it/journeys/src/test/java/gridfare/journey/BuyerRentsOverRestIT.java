package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The whole way over REST: a request becomes machines at a cloud and a paid invoice.
class BuyerRentsOverRestIT {

    private static final String ONE_A100 =
            """
            {"capacity": {"chips": ["a100-sxm-80"], "gpus": 1, "duration_s": 7200},
             "workload_kind": "BATCH_INFERENCE", "tier": "GUARANTEED"}
            """;

    private final World world = World.running();
    private final Buyer buyer = new Buyer(world.as("buyer"));
    private final Rest operator = world.as("operator");

    @Test
    void theInvoiceChargesTheQuotedRateForTheMeteredTimeAndIsPaid() {
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        operator.post("/api/v1/ops/periods:close", ofOrganisation()).expecting(200);
        JsonNode quote = buyer.ask(ONE_A100);
        JsonNode option = quote.path("options").path(0);
        String placement = buyer.acceptBest(quote).path("id").asText();
        JsonNode running = buyer.awaitState(placement, "RUNNING");
        String leg = running.path("legs").path(0).path("id").asText();
        assertThat(world.machinesOf(uuidOf(leg))).hasSize(1);

        operator.post("/api/v1/ops/clock:advance", "{\"seconds\": 1800}").expecting(200);
        buyer.stop(placement);
        buyer.awaitState(placement, "ENDED");
        JsonNode usage = buyer.awaitUsage(placement);
        assertThat(usage).hasSize(1);
        assertThat(usage.path(0).path("gpu_seconds").asLong())
                .as("half an hour of one GPU")
                .isEqualTo(1_800);

        JsonNode closed =
                operator.post("/api/v1/ops/periods:close", ofOrganisation()).expecting(200).body();
        assertThat(closed.path("invoices")).hasSize(1);
        JsonNode invoice = buyer.pay(closed.path("invoices").path(0).asText());
        JsonNode line = invoice.path("lines").path(0);
        assertThat(line.path("rate")).isEqualTo(option.path("rate"));
        assertThat(line.path("gpu_seconds").asLong()).isEqualTo(1_800);
        BigDecimal rate = new BigDecimal(option.path("rate").path("amount").asText());
        assertThat(new BigDecimal(line.path("amount").path("amount").asText()))
                .as("half an hour at the quoted rate, rounded once")
                .isEqualByComparingTo(
                        rate.divide(BigDecimal.TWO).setScale(2, RoundingMode.HALF_UP));

        JsonNode check = operator.get("/api/v1/ops/ledger:check").expecting(200).body();
        assertThat(check.path("holds").asBoolean()).as(check.toString()).isTrue();
        operator.post("/api/v1/ops/clock:run", "{}").expecting(200);
    }

    @Test
    void acceptingTwiceUnderOneKeyGivesOnePlacementAndTheSameAnswer() {
        JsonNode quote = buyer.ask(ONE_A100);
        String acceptance = Buyer.acceptanceOf(quote);
        String key = UUID.randomUUID().toString();

        Rest.Answer first = buyer.rest().post("/api/v1/placements", acceptance, key).expecting(201);
        Rest.Answer second =
                buyer.rest().post("/api/v1/placements", acceptance, key).expecting(201);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(buyer.rest().post("/api/v1/placements", acceptance).expecting(200).text("id"))
                .as("another key, the same quote")
                .isEqualTo(first.text("id"));
        assertThat(buyer.rest().post("/api/v1/quotes", ONE_A100, key).expecting(422).text("code"))
                .isEqualTo("idempotency-key-reused");
        buyer.stop(first.text("id"));
        buyer.awaitOver(first.text("id"));
    }

    @Test
    void whoShowsNoTokenIsToldSoAndNeverSentToALoginPage() {
        Rest.Answer answer = world.anonymous().get("/api/v1/placements").expecting(401);

        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    void anotherOrganisationSeesNothingOfIt() {
        JsonNode quote = buyer.ask(ONE_A100);
        Rest other = world.as("buyer2");

        other.get("/api/v1/quotes/" + quote.path("id").asText()).expecting(404);
        other.post("/api/v1/placements", Buyer.acceptanceOf(quote)).expecting(404);
        assertThat(other.get("/api/v1/quotes").expecting(200).body().path("items")).isEmpty();
    }

    @Test
    void aRequestWithoutAGpuIsRefusedAsCpuOnly() {
        Rest.Answer answer =
                buyer.rest()
                        .post(
                                "/api/v1/quotes",
                                "{\"capacity\":{\"chips\":\"any\",\"gpus\":0,\"duration_s\":60}}")
                        .expecting(422);

        assertThat(answer.text("code")).isEqualTo("cpu-only");
        assertThat(answer.body().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/capacity/gpus");
    }

    @Test
    void aRequestThatNothingCanCarrySaysWhichConstraintRuledOutHowMany() {
        JsonNode quote =
                buyer.ask(
                        """
                        {"capacity": {"chips": ["t4"], "gpus": 1, "duration_s": 3600},
                         "memory_gib_per_gpu": 80}
                        """);

        assertThat(quote.path("decision").asText()).isEqualTo("NO_CAPACITY");
        long ruledOut = 0;
        for (JsonNode row : quote.path("ruled_out")) {
            ruledOut += row.path("offers").asLong();
        }
        assertThat(ruledOut).isEqualTo(quote.path("candidates").asLong()).isPositive();
    }

    @Test
    void aBuyerIsNoOperator() {
        buyer.rest().post("/api/v1/ops/clock:freeze", "{}").expecting(403);
        buyer.rest().get("/api/v1/ops/ledger:check").expecting(403);
    }

    private String ofOrganisation() {
        return "{\"organisation\":\"%s\"}".formatted(buyer.organisation());
    }

    /// The canonical form of an outside identifier, as it stands in a machine's tag.
    static String uuidOf(String external) {
        String digits = external.substring(external.indexOf('_') + 1);
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < digits.length(); i++) {
            int digit = "0123456789abcdefghjkmnpqrstvwxyz".indexOf(digits.charAt(i));
            value = value.shiftLeft(5).add(BigInteger.valueOf(digit));
        }
        return new UUID(value.shiftRight(64).longValue(), value.longValue()).toString();
    }
}
