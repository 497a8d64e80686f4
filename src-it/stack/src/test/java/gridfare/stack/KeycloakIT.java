package gridfare.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demonstration realm, asked over the wire.
class KeycloakIT {

    @TempDir static Path home;
    private static Keycloak keycloak;

    @BeforeAll
    static void start() {
        keycloak = new Keycloak(StackSettings.temporaryIn(home));
        keycloak.start();
    }

    @AfterAll
    static void stop() {
        keycloak.stop();
    }

    @Test
    void aPersonsTokenIsForTheInterfaceAndNamesThePerson() {
        String claims = claims(tokens().ofPerson("buyer", "gridfare"));

        assertThat(claims)
                .contains("\"iss\":\"" + keycloak.issuer() + "\"")
                .contains("\"aud\":\"gridfare-api\"")
                .contains("\"typ\":\"Bearer\"")
                .contains("\"sub\":\"0199d000-0000-7000-8000-0000000000b1\"")
                .contains("\"preferred_username\":\"buyer\"")
                .contains("\"given_name\":\"Mei\"")
                .doesNotContain("operator");
        assertThat(number(claims, "exp") - number(claims, "iat")).isEqualTo(900);
    }

    @Test
    void onlyTheOperatorHasTheRole() {
        assertThat(claims(tokens().ofPerson("operator", "gridfare")))
                .contains("\"operator\"")
                .contains("\"sub\":\"0199d000-0000-7000-8000-0000000000d1\"");
        assertThat(claims(tokens().ofPerson("provider", "gridfare")))
                .contains("\"sub\":\"0199d000-0000-7000-8000-0000000000c1\"")
                .doesNotContain("operator");
    }

    @Test
    void theReplaysTokenIsForTheInterfaceAndHasItsFixedSubject() {
        assertThat(claims(tokens().ofClient("gridfare-replay", "replay-secret")))
                .contains("\"aud\":\"gridfare-api\"")
                .contains("\"sub\":\"0199d000-0000-7000-8000-0000000000e1\"")
                .contains("\"preferred_username\":\"service-account-gridfare-replay\"");
    }

    @Test
    void aWrongPasswordGetsNone() {
        assertThatThrownBy(() -> tokens().ofPerson("buyer", "wrong"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("invalid_grant");
    }

    @Test
    void thePortalMayComeBackToAnyPortOfThisMachineAndNowhereElse() throws IOException {
        assertThat(login("http://localhost:4711/anything").statusCode()).isEqualTo(200);
        assertThat(login("http://127.0.0.1:4712/").statusCode()).isEqualTo(200);
        assertThat(login("https://example.org/").statusCode()).isEqualTo(400);
        assertThat(login("http://localhost.example.org/").statusCode()).isEqualTo(400);
    }

    private static Tokens tokens() {
        return new Tokens(keycloak.issuer());
    }

    private static HttpResponse<String> login(String redirect) throws IOException {
        String query =
                "client_id=gridfare-portal&response_type=code&scope=openid&redirect_uri="
                        + URLEncoder.encode(redirect, StandardCharsets.UTF_8);
        URI page = URI.create(keycloak.issuer() + "/protocol/openid-connect/auth?" + query);
        return Http.send(HttpRequest.newBuilder(page).build());
    }

    private static String claims(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private static long number(String claims, String name) {
        return Long.parseLong(claims.replaceFirst(".*\"" + name + "\":(\\d+).*", "$1"));
    }
}
