package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call of the interface, asked by everyone, with what belongs to the Other Lab: another
/// buyer and a provider find nothing of it (404, or lists without it), the operator's calls are the
/// operator's (403), and nobody without a token gets anywhere (401).
///
/// A call that the interface describes and that has no row here fails the build.
@TestInstance(Lifecycle.PER_CLASS)
class TenantIsolationIT {

    /// Call as described | as asked, with the Other Lab's things in braces | body | status for
    /// another buyer, the Other Lab itself, a provider, the operator, nobody. `-`: not asked, since
    /// it would do what it says.
    private static final String ROWS =
            """
            GET    /v1/me                        |                                           |  | 200 200 200 200 401
            GET    /v1/chips                     |                                           |  | 200 200 200 200 401
            GET    /v1/tiers                     |                                           |  | 200 200 200 200 401
            GET    /v1/providers                 |                                           |  | 200 200 200 200 401
            GET    /v1/sites                     | /v1/sites?limit=5                         |  | 200 200 200 200 401
            GET    /v1/offers                    | /v1/offers?limit=5                        |  | 200 200 200 200 401
            POST   /v1/quotes                    |                                           | {"capacity":{"chips":["t4"],"gpus":1,"duration_s":60},"budget":{"amount":"-1","currency":"USD"}} | 422 422 422 403 401
            GET    /v1/quotes                    |                                           |  | 200 200 200 403 401
            GET    /v1/quotes                    | /v1/quotes?cursor={quotecursor}              |  | 200 200 200 403 401
            GET    /v1/quotes/{id}               | /v1/quotes/{quote}                        |  | 404 200 404 403 401
            GET    /v1/quotes/{id}/explanation   | /v1/quotes/{quote}/explanation            |  | 404 200 404 403 401
            POST   /v1/quotes:what-if            |                                           | {"capacity":{"chips":["t4"],"gpus":1,"duration_s":60},"budget":{"amount":"-1","currency":"USD"}} | 422 422 422 403 401
            POST   /v1/placements                |                                           | {"quote_id":"{quote}","option_id":"{option}"} | 404 200 404 403 401
            GET    /v1/placements                |                                           |  | 200 200 200 403 401
            GET    /v1/placements                | /v1/placements?cursor={placementcursor}     |  | 200 200 200 403 401
            GET    /v1/placements                | /v1/placements?state=RUNNING              |  | 200 200 200 403 401
            GET    /v1/placements/{id}           | /v1/placements/{placement}                |  | 404 200 404 403 401
            GET    /v1/placements/{id}/events    | /v1/placements/{placement}/events         |  | 404 200 404 403 401
            GET    /v1/placements/{id}/usage     | /v1/placements/{placement}/usage          |  | 404 200 404 403 401
            POST   /v1/placements/{id}:stop      | /v1/placements/{placement}:stop           | {"validate_only":true} | 404 200 404 403 401
            POST   /v1/placements/{id}:stop      | /v1/placements/{placement}:stop           | {} | 404 - 404 403 401
            POST   /v1/placements/{id}:confirm   | /v1/placements/{placement}:confirm        | {"validate_only":true} | 404 409 404 403 401
            POST   /v1/placements/{id}:confirm   | /v1/placements/{placement}:confirm        | {"at_most":{"amount":"99","currency":"USD"}} | 404 409 404 403 401
            POST   /v1/placements/{id}:extend    | /v1/placements/{placement}:extend         | {"validate_only":true,"duration_s":3600} | 404 200 404 403 401
            POST   /v1/placements/{id}:extend    | /v1/placements/{placement}:extend         | {"at_most":{"amount":"99","currency":"USD"},"duration_s":3600} | 404 - 404 403 401
            GET    /v1/usage                     |                                           |  | 200 200 200 403 401
            GET    /v1/invoices                  |                                           |  | 200 200 200 403 401
            GET    /v1/invoices                  | /v1/invoices?cursor={invoicecursor}          |  | 200 200 200 403 401
            GET    /v1/invoices/{id}             | /v1/invoices/{invoice}                    |  | 404 200 404 403 401
            POST   /v1/invoices/{id}:pay         | /v1/invoices/{invoice}:pay                | {} | 404 - 404 403 401
            GET    /v1/payment-methods           |                                           |  | 200 200 200 403 401
            POST   /v1/payment-methods           |                                           | {} | 422 422 422 403 401
            GET    /v1/api-keys                  |                                           |  | 200 200 200 403 401
            POST   /v1/api-keys                  |                                           | {} | 422 422 422 403 401
            GET    /v1/api-keys/{id}             | /v1/api-keys/{key}                        |  | 404 200 404 403 401
            DELETE /v1/api-keys/{id}             | /v1/api-keys/{key}                        |  | 404 - 404 403 401
            GET    /v1/plans                     |                                           |  | 200 200 200 403 401
            GET    /v1/subscriptions             |                                           |  | 200 200 200 403 401
            POST   /v1/subscriptions             |                                           | {} | 422 422 422 403 401
            GET    /v1/subscriptions/{id}        | /v1/subscriptions/{subscription}          |  | 404 200 404 403 401
            GET    /v1/subscriptions/changes/{id}| /v1/subscriptions/changes/{change}        |  | 404 200 404 403 401
            POST   /v1/subscriptions/{id}:preview-change| /v1/subscriptions/{subscription}:preview-change| {"plan":"silver"} | 404 201 404 403 401
            POST   /v1/subscriptions/{id}:change | /v1/subscriptions/{subscription}:change   | {"preview":"{change}"} | 404 - 404 403 401
            POST   /v1/subscriptions/{id}:cancel | /v1/subscriptions/{subscription}:cancel   | {"validate_only":true} | 404 200 404 403 401
            POST   /v1/subscriptions/{id}:cancel | /v1/subscriptions/{subscription}:cancel   | {"at_once":true} | 404 - 404 403 401
            POST   /v1/subscriptions/{id}:resume | /v1/subscriptions/{subscription}:resume   | {} | 404 - 404 403 401
            GET    /v1/provider/score            |                                           |  | 403 403 200 403 401
            GET    /v1/provider/incidents        |                                           |  | 403 403 200 403 401
            GET    /v1/ops/incidents             |                                           |  | 403 403 403 200 401
            GET    /v1/webhook-endpoints         |                                           |  | 200 200 200 403 401
            POST   /v1/webhook-endpoints         |                                           | {} | 422 422 422 403 401
            GET    /v1/webhook-endpoints/{id}/deliveries| /v1/webhook-endpoints/{webhook}/deliveries|  | 404 200 404 403 401
            DELETE /v1/webhook-endpoints/{id}    | /v1/webhook-endpoints/{webhook}           |  | 404 - 404 403 401
            GET    /v1/ops/parked                |                                           |  | 403 403 403 200 401
            GET    /v1/provider/offers           |                                           |  | 403 403 200 403 401
            GET    /v1/provider/leases           |                                           |  | 403 403 200 403 401
            GET    /v1/ops/organisations         |                                           |  | 403 403 403 200 401
            GET    /v1/ops/providers             |                                           |  | 403 403 403 200 401
            GET    /v1/ops/placements            |                                           |  | 403 403 403 200 401
            GET    /v1/ops/audit                 |                                           |  | 403 403 403 200 401
            GET    /v1/ops/ledger:check          |                                           |  | 403 403 403 200 401
            POST   /v1/ops/periods:close         |                                           | {"organisation":"{organisation}"} | 403 403 403 - 401
            GET    /v1/ops/clock                 |                                           |  | 403 403 403 200 401
            POST   /v1/ops/clock:advance         |                                           | {"seconds":1} | 403 403 403 - 401
            POST   /v1/ops/clock:freeze          |                                           | {} | 403 403 403 - 401
            POST   /v1/ops/clock:run             |                                           | {} | 403 403 403 - 401
            """;

    private static final List<String> CALLERS =
            List.of("another buyer", "the Other Lab", "a provider", "the operator", "nobody");

    private static final Pattern THING = Pattern.compile("\\{([a-z]+)}");

    private final World world = World.running();
    private final Map<String, Rest> callers = new LinkedHashMap<>();
    private final Map<String, String> theirs = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();

    /// One call in the table.
    record Row(String route, String path, String body, List<String> statuses) {

        static Row of(String line) {
            String[] parts = line.strip().split("\\s*\\|\\s*", 4);
            String[] route = parts[0].split("\\s+", 2);
            return new Row(
                    route[0] + " " + route[1],
                    parts[1].isEmpty() ? route[1] : parts[1],
                    parts[2],
                    List.of(parts[3].split(" ", -1)));
        }

        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        @Override
        public String toString() {
            return method() + " " + path + " " + body;
        }
    }

    static Stream<Row> rows() {
        return ROWS.lines().map(Row::of);
    }

    /// The Other Lab rents, runs and owes: there is something of each kind to be found.
    @BeforeAll
    void letTheOtherLabOwnSomething() {
        callers.put("another buyer", world.as("buyer"));
        callers.put("the Other Lab", world.as("buyer2"));
        callers.put("a provider", world.as("provider"));
        callers.put("the operator", world.as("operator"));
        callers.put("nobody", world.anonymous());
        Buyer lab = new Buyer(world.as("buyer2"));
        Rest operator = world.as("operator");
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        JsonNode quote =
                lab.ask(
                        """
                        {"capacity": {"chips": ["t4"], "gpus": 1, "duration_s": 7200},
                         "workload_kind": "BATCH_INFERENCE", "tier": "GUARANTEED"}
                        """);
        String placement = lab.acceptBest(quote).path("id").asText();
        JsonNode running = lab.awaitState(placement, "RUNNING");
        operator.post("/api/v1/ops/clock:advance", "{\"seconds\": 3600}").expecting(200);
        String organisation = String.valueOf(lab.organisation());
        JsonNode closed =
                operator.post(
                                "/api/v1/ops/periods:close",
                                "{\"organisation\":\"%s\"}".formatted(organisation))
                        .expecting(200)
                        .body();
        lab.hasPaymentMethod();
        theirs.put("quote", quote.path("id").asText());
        theirs.put("option", quote.path("options").path(0).path("id").asText());
        theirs.put("placement", placement);
        theirs.put("leg", running.path("legs").path(0).path("id").asText());
        theirs.put("organisation", organisation);
        theirs.put("invoice", closed.path("invoices").path(0).asText());
        theirs.put(
                "method",
                lab.rest()
                        .get("/api/v1/payment-methods")
                        .body()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        theirs.put(
                "key",
                lab.rest()
                        .post("/api/v1/api-keys", "{\"name\": \"theirs\", \"role\": \"VIEWER\"}")
                        .expecting(201)
                        .text("id"));
        JsonNode subscribed =
                lab.rest()
                        .post("/api/v1/subscriptions", "{\"plan\": \"bronze\", \"trial\": true}")
                        .expecting(200)
                        .body();
        theirs.put("subscription", subscribed.path("subscription").asText());
        theirs.put("change", subscribed.path("id").asText());
        // Written past the gate, which lets no address through that a test could own.
        world.inDatabase(
                """
                insert into webhook_endpoint (id_uuid, organisation_uuid, url, created_at)
                values ('0199d000-0000-7000-8000-00000000f001', '%s', 'https://lab.invalid/', now())
                returning id_uuid\
                """
                        .formatted(BuyerRentsOverRestIT.uuidOf(organisation)));
        theirs.put(
                "webhook",
                lab.rest()
                        .get("/api/v1/webhook-endpoints")
                        .body()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        assertThat(theirs.values()).noneMatch(String::isEmpty);
        cursors.put("quotecursor", cursor(thing("quote")));
        cursors.put("placementcursor", cursor(thing("placement")));
        cursors.put("invoicecursor", cursor(thing("invoice")));
    }

    @AfterAll
    void leave() {
        Buyer lab = new Buyer(world.as("buyer2"));
        lab.rest()
                .post(
                        "/api/v1/subscriptions/" + thing("subscription") + ":cancel",
                        "{\"at_once\": true}")
                .expecting(200);
        lab.rest().delete("/api/v1/webhook-endpoints/" + thing("webhook")).expecting(204);
        lab.stop(thing("placement"));
        lab.awaitOver(thing("placement"));
        world.as("operator").post("/api/v1/ops/clock:run", "{}").expecting(200);
    }

    @Test
    void everyCallOfTheInterfaceHasItsRow() {
        TreeSet<String> described = new TreeSet<>();
        JsonNode paths = world.anonymous().get("/openapi?format=JSON").expecting(200).body();
        paths.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method ->
                                        described.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey()
                                                                .replaceFirst("^/api", ""))));
        TreeSet<String> rows = new TreeSet<>(rows().map(Row::route).toList());

        assertThat(rows).as("calls with a row in this test").isEqualTo(described);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isAnsweredToThoseItIsFor(Row row) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < CALLERS.size(); i++) {
            String caller = CALLERS.get(i);
            if (row.statuses().get(i).equals("-")) {
                told.add("-");
                continue;
            }
            Rest.Answer answer = ask(caller(caller), row);
            told.add(Integer.toString(answer.status()));
            if (!caller.equals("the Other Lab") && !caller.equals("the operator")) {
                assertThat(answer.body().toString())
                        .as(caller + " sees nothing of theirs in " + row)
                        .doesNotContain(
                                theirs.values().stream().filter(id -> !mayKnow(row, id)).toList());
            }
        }
        assertThat(told).as("for " + CALLERS).isEqualTo(row.statuses());
    }

    @Test
    void whoNamesAnotherOrganisationIsForbiddenEverything() {
        for (String caller : List.of("another buyer", "a provider", "the operator")) {
            Rest.Answer answer =
                    caller(caller)
                            .inOrganisation(thing("organisation"))
                            .get("/api/v1/placements")
                            .expecting(403);
            assertThat(answer.text("code")).isEqualTo("no-membership");
        }
    }

    @Test
    void theyFindTheirOwnInTheirLists() {
        Rest lab = caller("the Other Lab");
        Map.of(
                        "/v1/quotes", "quote",
                        "/v1/placements", "placement",
                        "/v1/placements?state=RUNNING", "placement",
                        "/v1/usage", "leg",
                        "/v1/invoices", "invoice",
                        "/v1/payment-methods", "method",
                        "/v1/subscriptions", "subscription",
                        "/v1/webhook-endpoints", "webhook",
                        "/v1/api-keys", "key")
                .forEach((path, thing) ->
                        assertThat(lab.get("/api" + path).expecting(200).body().toString())
                                .as(path)
                                .contains(thing(thing)));
    }

    @Test
    void whatOthersTriedLeftItAsItWas() {
        Rest lab = caller("the Other Lab");
        rows().filter(row -> row.statuses().get(1).equals("-"))
                .forEach(row -> {
                    ask(caller("another buyer"), row);
                    ask(caller("a provider"), row);
                });

        assertThat(lab.get("/api/v1/placements/" + thing("placement")).text("state"))
                .isEqualTo("RUNNING");
        assertThat(lab.get("/api/v1/invoices/" + thing("invoice")).text("state"))
                .isNotEqualTo("PAID");
        assertThat(
                        lab.get("/api/v1/api-keys/" + thing("key"))
                                .expecting(200)
                                .body()
                                .path("revoked_at")
                                .asText(""))
                .isIn("", "null");
    }

    /// The path that was asked for stands in the problem, so an identifier in it is no news. Nor is
    /// a leg to the provider that runs it: its machines carry that name.
    private boolean mayKnow(Row row, String id) {
        return filled(row.path()).contains(id)
                || (row.path().equals("/v1/provider/leases") && id.equals(thing("leg")));
    }

    private Rest.Answer ask(Rest caller, Row row) {
        String path = "/api" + filled(row.path());
        return switch (row.method()) {
            case "GET" -> caller.get(path);
            case "DELETE" -> caller.delete(path);
            case "PUT" -> caller.put(path, filled(row.body()));
            default -> caller.post(path, filled(row.body()));
        };
    }

    private Rest caller(String named) {
        return Objects.requireNonNull(callers.get(named), named);
    }

    private String thing(String named) {
        return Objects.requireNonNull(theirs.get(named), named);
    }

    private String filled(String text) {
        Matcher named = THING.matcher(text);
        return named.replaceAll(thing ->
                Matcher.quoteReplacement(
                        theirs.getOrDefault(
                                thing.group(1),
                                cursors.getOrDefault(thing.group(1), thing.group()))));
    }

    /// A page's cursor is the identifier of its last element: whoever knows one can make one.
    private static String cursor(String id) {
        UUID uuid = UUID.fromString(BuyerRentsOverRestIT.uuidOf(id));
        byte[] bytes =
                ByteBuffer.allocate(16)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
