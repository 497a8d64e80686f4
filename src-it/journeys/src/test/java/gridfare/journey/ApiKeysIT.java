package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A program comes in with an API key: shown once, kept to its organisation and role, shut out at
/// once when it is revoked.
class ApiKeysIT {

    private static final String KEYS = "/api/v1/api-keys";

    private final World world = World.running();
    private final Rest owner = world.as("buyer");

    @Test
    void aKeyAsksAndRentsForItsOrganisation() {
        Buyer program = new Buyer(program("MEMBER"));

        JsonNode quote =
                program.ask(
                        "{\"capacity\": {\"chips\": [\"t4\"], \"gpus\": 1, \"duration_s\": 3600}}");
        owner.get("/api/v1/quotes/" + quote.path("id").asText()).expecting(200);
        JsonNode me = program.rest().get("/api/v1/me").expecting(200).body();
        assertThat(me.path("role").asText()).isEqualTo("MEMBER");
        assertThat(me.path("operator").asBoolean()).isFalse();
        assertThat(me.path("organisation").path("name").asText()).isEqualTo("Linghe Vision");
        program.rest().post("/api/v1/ops/clock:freeze", "{}").expecting(403);

        world.as("buyer2").get("/api/v1/quotes/" + quote.path("id").asText()).expecting(404);
    }

    @Test
    void itsRoleKeepsIt() {
        Rest viewer = program("VIEWER");

        viewer.get("/api/v1/placements").expecting(200);
        viewer.post("/api/v1/quotes", "{}").expecting(403);
        viewer.get(KEYS).expecting(403);
    }

    @Test
    void itSeesNothingOfAnotherOrganisation() {
        JsonNode quote =
                new Buyer(world.as("buyer2"))
                        .ask(
                                "{\"capacity\": {\"chips\": [\"t4\"], \"gpus\": 1, \"duration_s\":"
                                        + " 3600}}");
        Rest program = program("OWNER");

        program.get("/api/v1/quotes/" + quote.path("id").asText()).expecting(404);
        String theirs = made(world.as("buyer2"), "MEMBER").text("id");
        owner.get(KEYS + "/" + theirs).expecting(404);
        owner.delete(KEYS + "/" + theirs).expecting(404);
    }

    @Test
    void namingAnotherOrganisationIsForbidden() {
        String token = made(owner, "MEMBER").text("secret");
        String own = owner.get("/api/v1/me").body().path("organisation").path("id").asText();
        String other =
                world.as("buyer2")
                        .get("/api/v1/me")
                        .body()
                        .path("organisation")
                        .path("id")
                        .asText();

        world.bearing(token).inOrganisation(own).get("/api/v1/placements").expecting(200);
        assertThat(
                        world.bearing(token)
                                .inOrganisation(other)
                                .get("/api/v1/placements")
                                .expecting(403)
                                .text("code"))
                .isEqualTo("no-membership");
    }

    @Test
    void aWrongSecretIsNoKey() {
        String token = made(owner, "MEMBER").text("secret");
        char last = token.charAt(token.length() - 1);
        String wrong = token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A');

        Rest.Answer answer = world.bearing(wrong).get("/api/v1/placements").expecting(401);

        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("invalid_token");
        world.bearing("gfk_").get("/api/v1/placements").expecting(401);
    }

    @Test
    void aRevokedKeyOpensNothingFromTheNextRequestOn() {
        Rest.Answer made = made(owner, "MEMBER");
        Rest program = world.bearing(made.text("secret"));
        program.get("/api/v1/placements").expecting(200);

        owner.delete(KEYS + "/" + made.text("id")).expecting(204);

        program.get("/api/v1/placements").expecting(401);
        JsonNode shown = owner.get(KEYS + "/" + made.text("id")).expecting(200).body();
        assertThat(shown.path("revoked_at").asText()).isNotEmpty();
        assertThat(shown.path("last_used_at").asText()).isNotEmpty();
    }

    @Test
    void theSecretIsShownOnceAndKeptNowhere() {
        String request = "{\"name\": \"shown once\", \"role\": \"VIEWER\"}";
        String idempotencyKey = UUID.randomUUID().toString();
        Rest.Answer first = owner.post(KEYS, request, idempotencyKey).expecting(201);
        String secret = first.text("secret");

        Rest.Answer again = owner.post(KEYS, request, idempotencyKey).expecting(201);

        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.body().has("secret")).isFalse();
        assertThat(owner.get(KEYS).expecting(200).body().toString())
                .contains(first.text("id"))
                .doesNotContain(secret);
        assertThat(
                        world.inDatabase(
                                "select count(*) from idempotency_key where body like '%"
                                        + secret.substring(31)
                                        + "%'"))
                .isEqualTo("0");
    }

    @Test
    void aKeyMakesNoKeys() {
        Rest program = program("OWNER");

        program.get(KEYS).expecting(200);
        program.post(KEYS, "{\"name\": \"successor\", \"role\": \"OWNER\"}").expecting(403);
    }

    @Test
    void aKeyHasANameAndARole() {
        Rest.Answer answer = owner.post(KEYS, "{\"role\": \"KING\"}").expecting(422);

        assertThat(answer.body().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/role");
    }

    /// 20 a second, 60 at once: docs/api.md.
    @Test
    void aProgramInHasteIsToldWhereItStandsAndWhenToComeAgain() {
        Rest program = program("VIEWER");
        Rest.Answer first = program.get("/api/v1/tiers").expecting(200);
        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"all\";q=60;w=3");
        assertThat(first.headers().firstValue("RateLimit")).hasValue("\"all\";r=59;t=1");

        Rest.Answer last = first;
        for (int asked = 1; last.status() == 200 && asked < 1_000; asked++) {
            last = program.get("/api/v1/tiers");
        }

        assertThat(last.expecting(429).text("code")).isEqualTo("too-many-requests");
        assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(last.headers().firstValue("RateLimit").orElse("")).startsWith("\"all\";r=0;");
        owner.get("/api/v1/tiers").expecting(200);
    }

    @Test
    void aPersonMakesAKeyForAProgramAndRevokesIt() {
        try (var person = Session.signedInAs(world, "buyer")) {
            var keys = new KeyPages(person).open();
            String secret = keys.make("made in the portal");
            person.picture("key-once");
            keys.done();
            Rest program = world.bearing(secret);
            program.get("/api/v1/placements").expecting(200);

            keys.open();
            assertThat(keys.shows(secret)).as("the secret is shown once").isFalse();
            person.picture("keys");
            keys.revoke(KeyPages.idOf(secret));

            program.get("/api/v1/placements").expecting(401);
        }
    }

    private Rest program(String role) {
        return world.bearing(made(owner, role).text("secret"));
    }

    private static Rest.Answer made(Rest maker, String role) {
        return maker.post(KEYS, "{\"name\": \"a program\", \"role\": \"%s\"}".formatted(role))
                .expecting(201);
    }
}
