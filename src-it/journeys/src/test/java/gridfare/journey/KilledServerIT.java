package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.journey.Death.AtMoment;
import gridfare.journey.Death.AtStep;
import gridfare.journey.Death.Phase;
import gridfare.stack.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The server dies six times on the way of one placement and is started again each time: one
/// machine, one placement, one usage record, one bill, one charge.
///
/// `gridfare.kills` is the number of seeds, two unless told; with `gridfare.kills.record`, a file,
/// seeds that held are written there and not run again.
class KilledServerIT {

    private static final String SEEDS = "gridfare.kills";
    private static final String RECORD = "gridfare.kills.record";

    private final World world = World.running();
    private final Deque<Death> ahead = new ArrayDeque<>();
    private int died;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong(SEEDS, 2));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aKilledServerStartsNothingTwiceAndChargesNothingTwice(long seed) {
        assumeFalse(heldBefore(seed), "Seed " + seed + " held in an earlier run.");
        for (Phase phase : Phase.values()) {
            ahead.addAll(Death.of(phase, seed));
        }
        String plan = ahead.toString();
        long ranSeconds = new SplittableRandom(seed).nextLong(1_800, 3_600);
        Buyer buyer = new Buyer(world.as("buyer"));
        Rest operator = world.as("operator");
        String organisation = "{\"organisation\":\"%s\"}".formatted(buyer.organisation());
        buyer.hasPaymentMethod();
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        operator.post("/api/v1/ops/periods:close", organisation).expecting(200);
        JsonNode quote =
                buyer.ask(
                        """
                        {"capacity": {"chips": ["a100-sxm-80"], "gpus": 1, "duration_s": 7200},
                         "workload_kind": "BATCH_INFERENCE", "tier": "GUARANTEED"}
                        """);
        revive();

        String accepting = "accept-" + quote.path("id").asText();
        String placement =
                dying(
                                () -> buyer.accept(quote, accepting),
                                accepted -> isIn(buyer, accepted, "RUNNING"))
                        .path("id")
                        .asText();
        JsonNode running = buyer.awaitState(placement, "RUNNING");
        operator.post("/api/v1/ops/clock:advance", "{\"seconds\": %d}".formatted(ranSeconds))
                .expecting(200);
        dying(
                () -> buyer.stop(placement, "stop-" + placement),
                stopped -> isIn(buyer, stopped, "ENDED") && !buyer.usage(placement).isEmpty());
        JsonNode ended = buyer.awaitState(placement, "ENDED");
        JsonNode usage = buyer.awaitUsage(placement);
        JsonNode invoice =
                dying(
                        () -> {
                            String id = closed(operator, organisation, placement);
                            buyer.startPaying(id, "pay-" + id);
                            return buyer.invoice(id);
                        },
                        issued ->
                                buyer.invoice(issued.path("id").asText())
                                        .path("state")
                                        .asText()
                                        .equals("PAID"));
        JsonNode paid = buyer.awaitPaid(invoice.path("id").asText());

        assertThat(running.path("legs")).hasSize(1);
        assertThat(ended.path("legs")).as("one leg").hasSize(1);
        String leg = BuyerRentsOverRestIT.uuidOf(ended.path("legs").path(0).path("id").asText());
        assertThat(startsOf(leg)).as("machines ever started for the leg").isEqualTo(1);
        assertThat(rows("placement where quote_uuid", quote.path("id").asText())).isEqualTo("1");
        assertThat(usage).hasSize(1);
        assertThat(usage.path(0).path("gpu_seconds").asLong()).isEqualTo(ranSeconds);
        assertThat(paid.path("lines")).hasSize(1);
        assertThat(paid.path("lines").path(0).path("gpu_seconds").asLong()).isEqualTo(ranSeconds);
        assertThat(charges(paid.path("id").asText())).as("charges at the gateway").isEqualTo(1);
        JsonNode check = operator.get("/api/v1/ops/ledger:check").expecting(200).body();
        assertThat(check.path("holds").asBoolean()).as(check.toString()).isTrue();
        operator.post("/api/v1/ops/clock:run", "{}").expecting(200);
        record(seed, plan);
    }

    /// Sends `command`, which may be repeated, through the next two deaths: once before each and
    /// once after the last. A step that is passed by, since the recovery from the death before went
    /// another way, is died at as soon as the command is `done`.
    private JsonNode dying(Supplier<JsonNode> command, Predicate<JsonNode> done) {
        for (int i = 0; i < 2; i++) {
            switch (ahead.remove()) {
                case AtStep(String name) -> {
                    sentInto(command);
                    awaitDeath(name, command, done);
                }
                case AtMoment(Duration after) -> {
                    CompletableFuture<Void> death =
                            CompletableFuture.runAsync(
                                    () -> world.stack().wildfly().kill(),
                                    CompletableFuture.delayedExecutor(
                                            after.toMillis(), TimeUnit.MILLISECONDS));
                    sentInto(command);
                    death.join();
                }
            }
            died++;
            revive();
        }
        return command.get();
    }

    /// @return nothing where the connection broke with the server, or a dying server answered
    ///   something else
    private static @Nullable JsonNode sentInto(Supplier<JsonNode> command) {
        try {
            return command.get();
        } catch (UncheckedIOException | AssertionError e) {
            System.out.println("A dying server: " + e.getMessage());
            return null;
        }
    }

    private void awaitDeath(String step, Supplier<JsonNode> command, Predicate<JsonNode> done) {
        World.await(
                Duration.ofSeconds(60),
                "the server to die at " + step,
                () -> {
                    if (!world.stack().wildfly().answers()) return Boolean.TRUE;
                    JsonNode answer = sentInto(command);
                    try {
                        return (answer != null && done.test(answer)) ? Boolean.TRUE : null;
                    } catch (UncheckedIOException | AssertionError e) {
                        return null;
                    }
                });
    }

    private static boolean isIn(Buyer buyer, JsonNode placement, String state) {
        return buyer.placement(placement.path("id").asText()).path("state").asText().equals(state);
    }

    /// Starts the server anew, made to die at the next step if that is what comes next. Its jobs
    /// may come to that step before it has quite started.
    private void revive() {
        world.stack().wildfly().kill();
        if (ahead.peek() instanceof AtStep(String name)) {
            try {
                world.stack().wildfly().start(Map.of("GRIDFARE_FAILPOINT", name));
                World.await(
                        Duration.ofMinutes(2),
                        "offers, or the death at " + name,
                        () -> {
                            if (!world.stack().wildfly().answers()) return Boolean.TRUE;
                            return world.hasMarket() ? Boolean.TRUE : null;
                        });
            } catch (StackFailure | UncheckedIOException e) {
                System.out.println("Died while starting: " + e.getMessage());
            }
        } else {
            world.stack().wildfly().start();
            world.awaitMarket();
        }
    }

    /// The invoice of the period in which the placement ran; closed by whoever asks first.
    private String closed(Rest operator, String organisation, String placement) {
        JsonNode invoices =
                operator.post("/api/v1/ops/periods:close", organisation, "close-" + placement)
                        .expecting(200)
                        .body()
                        .path("invoices");
        assertThat(invoices).hasSize(1);
        return invoices.path(0).asText();
    }

    private String rows(String tableAndColumn, String id) {
        return world.inDatabase(
                "select count(*) from %s = '%s'"
                        .formatted(tableAndColumn, BuyerRentsOverRestIT.uuidOf(id)));
    }

    private int startsOf(String leg) {
        return world.sandbox().get("/machines?gone=true&tag=" + leg).expecting(200).body().size();
    }

    /// How many intents for the invoice have succeeded at the gateway, by its own list.
    private int charges(String invoice) {
        URI control = world.stack().controlUrl();
        var stripe =
                new Rest(
                        URI.create("http://127.0.0.1:" + (control.getPort() + 4)),
                        () -> "sk_test_sandbox");
        int succeeded = 0;
        @Nullable String after = null;
        while (true) {
            String page = "/v1/payment_intents?limit=100";
            JsonNode list =
                    stripe.get(after == null ? page : page + "&starting_after=" + after)
                            .expecting(200)
                            .body();
            for (JsonNode intent : list.path("data")) {
                if (intent.path("metadata").path("invoice").asText().equals(invoice)
                        && intent.path("status").asText().equals("succeeded")) {
                    succeeded++;
                }
                after = intent.path("id").asText();
            }
            if (!list.path("has_more").asBoolean()) return succeeded;
        }
    }

    private static @Nullable Path record() {
        String named = System.getProperty(RECORD);
        return named == null || named.isBlank() ? null : Path.of(named);
    }

    private static boolean heldBefore(long seed) {
        Path file = record();
        try {
            return file != null
                    && Files.exists(file)
                    && Files.readAllLines(file).stream()
                            .anyMatch(line -> line.startsWith("seed %d: ".formatted(seed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(long seed, String plan) {
        Path file = record();
        if (file == null) return;
        try {
            Files.writeString(
                    file,
                    "seed %d: held, %d kills %s%n".formatted(seed, died, plan),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
