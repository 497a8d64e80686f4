package gridfare.journey;

import static java.time.Duration.ofSeconds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A buyer's program: asks, accepts, watches, stops, pays.
final class Buyer {

    private static final List<String> OVER = List.of("ENDED", "FAILED", "CANCELLED");

    private final Rest rest;

    Buyer(Rest rest) {
        this.rest = rest;
    }

    Rest rest() {
        return rest;
    }

    /// @param request the body of a request for a quote
    JsonNode ask(String request) {
        return rest.post("/api/v1/quotes", request).expecting(201).body();
    }

    /// Accepts the best option.
    JsonNode acceptBest(JsonNode quote) {
        return rest.post("/api/v1/placements", acceptanceOf(quote)).expecting(201).body();
    }

    /// Accepts the best option under a key of the caller's, so that it may be repeated.
    JsonNode accept(JsonNode quote, String key) {
        Rest.Answer answer = rest.post("/api/v1/placements", acceptanceOf(quote), key);
        return answer.status() == 200 ? answer.body() : answer.expecting(201).body();
    }

    static String acceptanceOf(JsonNode quote) {
        JsonNode best = quote.path("options").path(0);
        if (best.isMissingNode()) {
            throw new AssertionError("A quote without options: " + quote.path("ruled_out"));
        }
        return "{\"quote_id\":\"%s\",\"option_id\":\"%s\",\"name\":\"journey\"}"
                .formatted(quote.path("id").asText(), best.path("id").asText());
    }

    JsonNode placement(String id) {
        return rest.get("/api/v1/placements/" + id).expecting(200).body();
    }

    JsonNode awaitState(String placement, String state) {
        return World.await(
                ofSeconds(60),
                placement + " to be " + state,
                () -> {
                    JsonNode seen = placement(placement);
                    String now = seen.path("state").asText();
                    if (OVER.contains(now) && !now.equals(state)) {
                        throw new AssertionError("It is " + now + ": " + seen);
                    }
                    return now.equals(state) ? seen : null;
                });
    }

    JsonNode awaitOver(String placement) {
        return World.await(
                ofSeconds(60),
                placement + " to be over",
                () -> {
                    JsonNode seen = placement(placement);
                    return OVER.contains(seen.path("state").asText()) ? seen : null;
                });
    }

    void stop(String placement) {
        rest.post("/api/v1/placements/" + placement + ":stop", "{}").expecting(202);
    }

    /// The same under a key of the caller's.
    JsonNode stop(String placement, String key) {
        return rest.post("/api/v1/placements/" + placement + ":stop", "{}", key)
                .expecting(202)
                .body();
    }

    JsonNode usage(String placement) {
        return rest.get("/api/v1/placements/" + placement + "/usage")
                .expecting(200)
                .body()
                .path("items");
    }

    JsonNode awaitUsage(String placement) {
        return World.await(
                ofSeconds(30),
                "usage of " + placement,
                () -> {
                    JsonNode items = usage(placement);
                    return items.isEmpty() ? null : items;
                });
    }

    JsonNode invoice(String id) {
        return rest.get("/api/v1/invoices/" + id).expecting(200).body();
    }

    JsonNode pay(String invoice) {
        hasPaymentMethod();
        rest.post("/api/v1/invoices/" + invoice + ":pay", "{}").expecting(202);
        return awaitPaid(invoice);
    }

    /// Adds a card where there is none yet.
    void hasPaymentMethod() {
        if (rest.get("/api/v1/payment-methods").expecting(200).body().path("items").isEmpty()) {
            rest.post("/api/v1/payment-methods", "{\"token\":\"pm_card_visa\"}").expecting(201);
        }
    }

    /// Orders the payment under a key of the caller's; it may have been made already.
    void startPaying(String invoice, String key) {
        Rest.Answer answer = rest.post("/api/v1/invoices/" + invoice + ":pay", "{}", key);
        if (answer.status() != 409) answer.expecting(202);
    }

    JsonNode awaitPaid(String invoice) {
        return World.await(
                ofSeconds(60),
                invoice + " to be paid",
                () -> {
                    JsonNode seen = invoice(invoice);
                    return seen.path("state").asText().equals("PAID") ? seen : null;
                });
    }

    @Nullable String organisation() {
        return rest.get("/api/v1/me")
                .expecting(200)
                .body()
                .path("organisation")
                .path("id")
                .asText();
    }
}
