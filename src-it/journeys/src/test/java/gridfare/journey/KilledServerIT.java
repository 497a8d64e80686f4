package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server dies at a step of the way and is started again: one machine, one placement, one bill.
class KilledServerIT {

    private static final String[] DEATHS = {
        "after-provider-started-before-record",
        "before-provider-call",
        "after-record",
        "after-stop-before-record",
        "after-usage"
    };

    private final World world = World.running();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aKilledServerStartsNothingTwiceAndChargesNothingTwice(long seed) {
        var random = new SplittableRandom(seed);
        String death = DEATHS[(int) ((seed - 1) % DEATHS.length)];
        long ranSeconds = random.nextLong(1_800, 3_600);
        Buyer buyer = new Buyer(world.as("buyer"));
        Rest operator = world.as("operator");
        String organisation = "{\"organisation\":\"%s\"}".formatted(buyer.organisation());
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        operator.post("/api/v1/ops/periods:close", organisation).expecting(200);

        world.stack().wildfly().kill();
        world.stack().wildfly().start(Map.of("GRIDFARE_FAILPOINT", death));
        world.awaitMarket();
        JsonNode quote =
                buyer.ask(
                        """
                        {"capacity": {"chips": ["a100-sxm-80"], "gpus": 1, "duration_s": 7200},
                         "workload_kind": "BATCH_INFERENCE", "tier": "GUARANTEED"}
                        """);
        String placement = buyer.acceptBest(quote).path("id").asText();
        if (startsWell(death)) {
            buyer.awaitState(placement, "RUNNING");
        } else {
            awaitDeath(death);
            revive();
            buyer.awaitState(placement, "RUNNING");
        }
        operator.post("/api/v1/ops/clock:advance", "{\"seconds\": %d}".formatted(ranSeconds))
                .expecting(200);
        stopDespiteDeath(buyer, placement);
        if (startsWell(death)) {
            awaitDeath(death);
            revive();
        }
        JsonNode ended = buyer.awaitState(placement, "ENDED");
        JsonNode usage = buyer.awaitUsage(placement);

        assertThat(ended.path("legs")).as("one leg").hasSize(1);
        String leg = BuyerRentsOverRestIT.uuidOf(ended.path("legs").path(0).path("id").asText());
        assertThat(startsOf(leg)).as("machines ever started for the leg").isEqualTo(1);
        assertThat(
                        world.inDatabase(
                                "select count(*) from placement where quote_uuid = '%s'"
                                        .formatted(
                                                BuyerRentsOverRestIT.uuidOf(
                                                        quote.path("id").asText()))))
                .isEqualTo("1");
        assertThat(usage).hasSize(1);
        assertThat(usage.path(0).path("gpu_seconds").asLong()).isEqualTo(ranSeconds);
        JsonNode closed =
                operator.post("/api/v1/ops/periods:close", organisation).expecting(200).body();
        assertThat(closed.path("invoices")).hasSize(1);
        JsonNode invoice = buyer.pay(closed.path("invoices").path(0).asText());
        assertThat(invoice.path("lines")).hasSize(1);
        assertThat(invoice.path("lines").path(0).path("gpu_seconds").asLong())
                .isEqualTo(ranSeconds);
        JsonNode check = operator.get("/api/v1/ops/ledger:check").expecting(200).body();
        assertThat(check.path("holds").asBoolean()).as(check.toString()).isTrue();
        operator.post("/api/v1/ops/clock:run", "{}").expecting(200);
    }

    private static boolean startsWell(String death) {
        return death.contains("stop") || death.contains("usage");
    }

    /// The server may die before it answers.
    private static void stopDespiteDeath(Buyer buyer, String placement) {
        try {
            buyer.stop(placement);
        } catch (java.io.UncheckedIOException e) {
            assertThat(e).as("a connection that broke with the server").isNotNull();
        }
    }

    private void awaitDeath(String death) {
        World.await(
                Duration.ofSeconds(60),
                "the server to die at " + death,
                () -> world.stack().wildfly().answers() ? null : Boolean.TRUE);
    }

    private void revive() {
        world.stack().wildfly().kill();
        world.stack().wildfly().start();
        world.awaitMarket();
    }

    private int startsOf(String leg) {
        return world.sandbox().get("/machines?gone=true&tag=" + leg).expecting(200).body().size();
    }
}
