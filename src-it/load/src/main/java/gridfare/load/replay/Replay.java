package gridfare.load.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Drives the product through a pod list, event by event: move the clock to the next arrival or
/// end, submit or stop, go on. The clock stands still between moves, so a placement's use is its
/// pod's life to the second.
final class Replay {

    /// Room beyond a pod's life, so that it is the replay that stops it and not its agreed end.
    private static final long SPARE_SECONDS = 600;

    /// Stripe's own token of a card that always pays; only its test mode and the sandbox know it.
    private static final String TEST_CARD = "pm_card_visa";

    private static final Set<String> OVER = Set.of("ENDED", "FAILED", "CANCELLED");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Api api;
    private final ChipWords words;
    private final Progress progress;
    private final InstantSource clock;
    private final PriorityQueue<Running> running =
            new PriorityQueue<>(Comparator.comparing(Running::end));
    private final List<Outcome> outcomes = new ArrayList<>();
    private Duration quoting = Duration.ZERO;
    private int quotes;

    private record Running(Pod pod, String placement, Instant end) {}

    /// All that happened.
    ///
    /// @param quoting wall time spent in requests for quotes
    record Result(List<Outcome> outcomes, int quotes, Duration quoting, List<Paid> invoices) {}

    /// An invoice of the replay's organisation.
    record Paid(
            String id,
            String number,
            String state,
            BigDecimal total,
            BigDecimal subtotal,
            long gpuSeconds) {}

    Replay(Api api, ChipWords words, Progress progress, InstantSource clock) {
        this.api = api;
        this.words = words;
        this.progress = progress;
        this.clock = clock;
    }

    Result run(List<Pod> pods) {
        Instant begin = freeze();
        long firstArrival = pods.isEmpty() ? 0 : pods.getFirst().arrivalSecond();
        for (Pod pod : pods) {
            Instant arrival = begin.plusSeconds(pod.arrivalSecond() - firstArrival);
            stopAllUntil(arrival);
            moveTo(arrival);
            submit(pod, arrival);
            progress.show(outcomes.size(), running.size(), pods.size());
        }
        stopAllUntil(Instant.MAX);
        closePeriod();
        addPaymentMethod();
        List<Paid> paid = payAll();
        api.post("/api/v1/ops/clock:run").orFail("Letting the clock run again");
        progress.done();
        return new Result(List.copyOf(outcomes), quotes, quoting, paid);
    }

    private Instant freeze() {
        api.post("/api/v1/ops/clock:freeze").orFail("Freezing the clock");
        JsonNode now = api.get("/api/v1/ops/clock").orFail("Reading the clock").path("now");
        return Instant.parse(now.asText());
    }

    private void stopAllUntil(Instant until) {
        while (!running.isEmpty() && !running.peek().end().isAfter(until)) {
            Running next = running.remove();
            moveTo(next.end());
            finish(next);
            progress.show(outcomes.size(), running.size(), outcomes.size() + running.size());
        }
    }

    private void moveTo(Instant instant) {
        Instant now =
                Instant.parse(
                        api.get("/api/v1/ops/clock")
                                .orFail("Reading the clock")
                                .path("now")
                                .asText());
        if (instant.isAfter(now)) {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("to", instant.toString());
            api.post("/api/v1/ops/clock:advance", body).orFail("Advancing the clock");
        }
    }

    private void submit(Pod pod, Instant arrival) {
        long before = System.nanoTime();
        Api.Answer quote = api.post("/api/v1/quotes", requestOf(pod));
        quoting = quoting.plusNanos(System.nanoTime() - before);
        quotes++;
        if (!quote.ok()) {
            outcomes.add(new Outcome.Refused(pod, quote.code(), false));
            return;
        }
        JsonNode options = quote.body().path("options");
        String refused =
                options.isEmpty()
                        ? quote.body().path("decision").asText()
                        : "insufficient-capacity";
        for (JsonNode option : options) {
            ObjectNode acceptance = JsonNodeFactory.instance.objectNode();
            acceptance.put("quote_id", quote.body().path("id").asText());
            acceptance.put("option_id", option.path("id").asText());
            acceptance.put("name", pod.name());
            Api.Answer placement = api.post("/api/v1/placements", acceptance);
            if (placement.ok()) {
                String id = placement.body().path("id").asText();
                awaitRunning(pod, id, arrival);
                return;
            }
            refused = placement.code();
            if (!refused.equals("insufficient-capacity")) {
                break;
            }
        }
        outcomes.add(
                new Outcome.Refused(
                        pod, refused.replace('_', '-').toLowerCase(java.util.Locale.ROOT), true));
    }

    private void awaitRunning(Pod pod, String placement, Instant arrival) {
        String path = "/api/v1/placements/" + placement;
        JsonNode[] seen = {api.get(path).body()};
        boolean settled =
                await(() -> {
                    seen[0] = api.get(path).orFail("Watching " + placement);
                    String state = seen[0].path("state").asText();
                    return state.equals("RUNNING") || OVER.contains(state);
                });
        String state = seen[0].path("state").asText();
        if (settled && state.equals("RUNNING")) {
            Instant since = Instant.parse(seen[0].path("started_at").asText(arrival.toString()));
            running.add(new Running(pod, placement, since.plusSeconds(pod.lifeSeconds())));
        } else {
            outcomes.add(
                    new Outcome.Broke(
                            pod, placement, state, seen[0].path("reason").asText("none")));
        }
    }

    private void finish(Running next) {
        String path = "/api/v1/placements/" + next.placement();
        api.post(path + ":stop");
        JsonNode[] seen = {api.get(path).body()};
        await(() -> {
            seen[0] = api.get(path).orFail("Watching " + next.placement());
            return OVER.contains(seen[0].path("state").asText());
        });
        String state = seen[0].path("state").asText();
        if (!state.equals("ENDED")) {
            outcomes.add(
                    new Outcome.Broke(
                            next.pod(),
                            next.placement(),
                            state,
                            seen[0].path("reason").asText("none")));
            return;
        }
        long[] gpuSeconds = {0};
        int gpus = 0;
        long legsRan = 0;
        for (JsonNode leg : seen[0].path("legs")) {
            if (!leg.path("running_since").isNull()) {
                gpus += leg.path("gpus").asInt();
                legsRan += gpuSecondsOf(leg);
            }
        }
        // The last window is written a moment after the end; earlier ones are there already.
        long ran = legsRan;
        await(() -> {
            gpuSeconds[0] = 0;
            for (JsonNode use : items(path + "/usage")) {
                gpuSeconds[0] += use.path("gpu_seconds").asLong();
            }
            return gpuSeconds[0] >= ran;
        });
        outcomes.add(
                new Outcome.Ran(
                        next.pod(),
                        next.placement(),
                        seen[0].path("legs").path(0).path("provider").path("name").asText(),
                        seen[0].path("legs").size(),
                        gpus,
                        gpuSeconds[0],
                        new BigDecimal(seen[0].path("cost_so_far").path("amount").asText("0"))));
    }

    private static long gpuSecondsOf(JsonNode leg) {
        Instant since = Instant.parse(leg.path("running_since").asText());
        Instant until = Instant.parse(leg.path("stopped_at").asText());
        return Duration.between(since, until).toSeconds() * leg.path("gpus").asInt();
    }

    private void closePeriod() {
        String organisation =
                api.get("/api/v1/me")
                        .orFail("Asking who we are")
                        .path("organisation")
                        .path("id")
                        .asText();
        api.post(
                        "/api/v1/ops/periods:close",
                        JsonNodeFactory.instance.objectNode().put("organisation", organisation))
                .orFail("Closing the period");
    }

    private void addPaymentMethod() {
        String path = "/api/v1/payment-methods";
        if (items(path).isEmpty()) {
            api.post(path, JsonNodeFactory.instance.objectNode().put("token", TEST_CARD))
                    .orFail("Adding a payment method");
        }
    }

    private List<Paid> payAll() {
        List<Paid> paid = new ArrayList<>();
        for (JsonNode invoice : items("/api/v1/invoices")) {
            String path = "/api/v1/invoices/" + invoice.path("id").asText();
            if (invoice.path("state").asText().equals("OPEN")) {
                api.post(path + ":pay");
            }
            JsonNode[] seen = {invoice};
            await(() -> {
                seen[0] = api.get(path).orFail("Reading an invoice");
                return !seen[0].path("state").asText().equals("OPEN");
            });
            long gpuSeconds = 0;
            for (JsonNode line : seen[0].path("lines")) {
                gpuSeconds += line.path("gpu_seconds").asLong();
            }
            paid.add(
                    new Paid(
                            seen[0].path("id").asText(),
                            seen[0].path("number").asText(),
                            seen[0].path("state").asText(),
                            amount(seen[0], "total"),
                            amount(seen[0], "subtotal"),
                            gpuSeconds));
        }
        return paid;
    }

    private List<JsonNode> items(String path) {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page =
                    api.get(path + "?limit=200" + cursor.map(c -> "&cursor=" + c).orElse(""))
                            .orFail("Reading " + path);
            page.path("items").forEach(all::add);
            cursor = Optional.ofNullable(page.path("next").asText(null));
        } while (cursor.isPresent());
        return all;
    }

    private static BigDecimal amount(JsonNode object, String field) {
        return new BigDecimal(object.path(field).path("amount").asText("0"));
    }

    private ObjectNode requestOf(Pod pod) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode capacity = request.putObject("capacity");
        if (pod.gpuModels().isEmpty()) {
            capacity.put("chips", "any");
        } else {
            ArrayNode chips = capacity.putArray("chips");
            words.of(pod.gpuModels()).forEach(chips::add);
        }
        capacity.put("gpus", pod.gpus());
        capacity.put("duration_s", pod.lifeSeconds() + SPARE_SECONDS);
        request.put("tier", pod.qos().tier());
        request.put("workload_kind", "BATCH_INFERENCE");
        return request;
    }

    private boolean await(BooleanSupplier condition) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (clock.instant().isAfter(deadline)) {
                return false;
            }
            Api.pause(100);
        }
        return true;
    }
}
