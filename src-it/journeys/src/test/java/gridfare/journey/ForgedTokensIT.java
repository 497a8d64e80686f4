package gridfare.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens that are none of ours, over the wire: each is 401, and nobody is asked who they name.
/// Cases: RFC 8725 (JSON Web Token Best Current Practices), sections 2 and 3.
class ForgedTokensIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final World world = World.running();
    private final String genuine = world.stack().token("buyer", "gridfare");

    @Test
    void theGenuineOneIsLetIn() {
        world.bearing(genuine).get("/api/v1/me").expecting(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void aTokenWithoutSignatureIsRefused(String none) {
        String header = encoded("{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(none));
        refused(header + "." + payload() + ".");
        refused(header + "." + payload() + "." + genuine.split("\\.", -1)[2]);
    }

    @Test
    void aTokenWhoseSignatureWasCutOffIsRefused() {
        refused(genuine.substring(0, genuine.lastIndexOf('.') + 1));
        refused(genuine.substring(0, genuine.lastIndexOf('.')));
    }

    @Test
    void theRealmsPublicKeyIsNoSharedSecret() throws Exception {
        String header =
                encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(keyId()));
        PublicKey known = realmKey();
        String pem =
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(UTF_8))
                                .encodeToString(known.getEncoded())
                        + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : new byte[][] {pem.getBytes(UTF_8), known.getEncoded()}) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String body = header + "." + payload();
            refused(body + "." + ENCODER.encodeToString(mac.doFinal(body.getBytes(UTF_8))));
        }
    }

    @Test
    void whoMakesAnOperatorOfThemselvesIsRefused() {
        String[] parts = genuine.split("\\.", -1);
        String claims = new String(DECODER.decode(parts[1]), UTF_8);
        String grown = claims.replaceFirst("\\{", "{\"realm_access\":{\"roles\":[\"operator\"]},");
        refused(parts[0] + "." + encoded(grown) + "." + parts[2]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "../../../../../../dev/null",
                "/proc/sys/kernel/randomize_va_space",
                "x' or '1'='1",
                ""
            })
    void aKeyOfTheirOwnIsRefusedHoweverItIsNamed(String name) throws Exception {
        KeyPair theirs = pair();
        refused(
                signed(
                        theirs,
                        "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(name)));
    }

    @Test
    void aKeyOfTheirOwnUnderTheRealmsNameIsRefused() throws Exception {
        refused(
                signed(
                        pair(),
                        "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(keyId())));
    }

    @Test
    void aKeyThatTheTokenBringsAlongIsNotTakenAndItsAddressNotAsked() throws Exception {
        KeyPair theirs = pair();
        RSAPublicKey open = (RSAPublicKey) theirs.getPublic();
        String key =
                "{\"kty\":\"RSA\",\"kid\":\"theirs\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"%s\"}"
                        .formatted(number(open.getModulus()), number(open.getPublicExponent()));
        AtomicInteger asked = new AtomicInteger();
        HttpServer attacker =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    byte[] keys = ("{\"keys\":[" + key + "]}").getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        attacker.start();
        try {
            String address = "http://127.0.0.1:" + attacker.getAddress().getPort();
            String start = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"theirs\",";
            refused(signed(theirs, start + "\"jwk\":" + key + "}"));
            refused(signed(theirs, start + "\"jku\":\"" + address + "/keys\"}"));
            refused(signed(theirs, start + "\"x5u\":\"" + address + "/certificate\"}"));
            assertThat(asked).as("calls to the address that the token names").hasValue(0);
        } finally {
            attacker.stop(0);
        }
    }

    @Test
    void anIdentityTokenAndARefreshTokenAreNoAccessTokens() throws Exception {
        JsonNode tokens =
                form(
                        "gridfare",
                        "grant_type=password&client_id=gridfare-cli&username=buyer&password=gridfare&scope=openid");
        world.bearing(tokens.path("access_token").asText()).get("/api/v1/me").expecting(200);
        refused(tokens.path("id_token").asText());
        refused(tokens.path("refresh_token").asText());
    }

    @Test
    void aTokenOfOurRealmForAnotherAudienceIsRefused() throws Exception {
        JsonNode tokens =
                form(
                        "gridfare",
                        "grant_type=password&client_id=admin-cli&username=buyer&password=gridfare");
        refused(tokens.path("access_token").asText());
    }

    @Test
    void aTokenOfAnotherRealmIsRefused() throws Exception {
        refused(administrator());
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        String client =
                """
                {"clientId": "short-lived", "publicClient": true, "directAccessGrantsEnabled": true,
                 "attributes": {"access.token.lifespan": "3"},
                 "protocolMappers": [{"name": "audience", "protocol": "openid-connect",
                   "protocolMapper": "oidc-audience-mapper",
                   "config": {"included.custom.audience": "gridfare-api", "access.token.claim": "true"}}]}
                """;
        Rest keycloak = new Rest(world.stack().keycloakUrl(), this::administratorsToken);
        keycloak.post("/admin/realms/gridfare/clients", client).expecting(201);
        String token =
                form(
                                "gridfare",
                                "grant_type=password&client_id=short-lived&username=buyer&password=gridfare")
                        .path("access_token")
                        .asText();
        world.bearing(token).get("/api/v1/me").expecting(200);

        World.await(
                Duration.ofSeconds(15),
                "three seconds to be over",
                () -> world.bearing(token).get("/api/v1/me").status() == 200 ? null : true);

        refused(token);
    }

    private void refused(String token) {
        Rest.Answer answer = world.bearing(token).get("/api/v1/me").expecting(401);

        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer")
                .contains("invalid_token");
        assertThat(answer.text("detail"))
                .as("tells nothing")
                .isEqualTo("The access token is not valid here.");
    }

    /// The claims of a genuine token, which alone are good enough.
    private String payload() {
        return genuine.split("\\.", -1)[1];
    }

    private String keyId() throws IOException {
        return JSON.readTree(DECODER.decode(genuine.split("\\.", -1)[0])).path("kid").asText();
    }

    private String signed(KeyPair keys, String header) throws GeneralSecurityException {
        String body = encoded(header) + "." + payload();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(body.getBytes(UTF_8));
        return body + "." + ENCODER.encodeToString(signature.sign());
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        return generator.generateKeyPair();
    }

    private PublicKey realmKey() throws Exception {
        JsonNode keys =
                JSON.readTree(
                                send(
                                        HttpRequest.newBuilder(
                                                        realm(
                                                                "gridfare",
                                                                "/protocol/openid-connect/certs"))
                                                .build()))
                        .path("keys");
        for (JsonNode key : keys) {
            if (key.path("kid").asText().equals(keyId())) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(
                                        number(key.path("n").asText()),
                                        number(key.path("e").asText())));
            }
        }
        throw new AssertionError("The realm publishes no key " + keyId() + ": " + keys);
    }

    private String administratorsToken() {
        try {
            return administrator();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String administrator() throws IOException, InterruptedException {
        return form(
                        "master",
                        "grant_type=password&client_id=admin-cli&username=admin&password="
                                + world.stack().keycloak().administratorPassword())
                .path("access_token")
                .asText();
    }

    private JsonNode form(String realm, String body) throws IOException, InterruptedException {
        return JSON.readTree(
                send(
                        HttpRequest.newBuilder(realm(realm, "/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body))
                                .build()));
    }

    private URI realm(String realm, String path) {
        return world.stack().keycloakUrl().resolve("/realms/" + realm + path);
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }

    private static String encoded(String text) {
        return ENCODER.encodeToString(text.getBytes(UTF_8));
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return ENCODER.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, DECODER.decode(text));
    }
}
