package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/// What other sites and smuggled texts try with a visitor's session.
@TestInstance(Lifecycle.PER_CLASS)
class PortalDefencesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVIL = "https://evil.example";

    private final World world = World.running();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> complained = new ArrayList<>();
    private Session person;

    @BeforeAll
    void signIn() {
        person = Session.signedInAs(world, "buyer");
    }

    @AfterAll
    void leave() {
        person.close();
        http.close();
    }

    @Test
    void theSessionsCookieIsNotForScriptsNorForOtherSites() {
        assertThat(person.browser().manage().getCookieNamed("JSESSIONID"))
                .isNotNull()
                .satisfies(session -> {
                    assertThat(session.isHttpOnly()).isTrue();
                    assertThat(session.getSameSite()).isIn("Lax", "Strict");
                });
    }

    @Test
    void theInterfaceTakesNoSession() throws Exception {
        HttpResponse<String> answer =
                http.send(
                        request("/api/v1/me").header("Cookie", cookies()).build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aClickNeedsThePagesOwnToken() throws Exception {
        JsonNode page = newPage();
        String token = page.path("appConfig").path("uidl").path("Vaadin-Security-Key").asText();
        assertThat(token).isNotEmpty();

        assertThat(click(page, "init", origin()).body()).as("no token").contains("\"appError\"");
        assertThat(click(page, UUID.randomUUID().toString(), origin()).body())
                .as("another page's token")
                .contains("\"appError\"");
        assertThat(click(page, token, origin()).body())
                .as("its own")
                .contains("\"syncId\":1")
                .doesNotContain("\"appError\"");
    }

    @Test
    void aClickFromAnotherSiteIsForbiddenEvenWithTheToken() throws Exception {
        JsonNode page = newPage();
        String token = page.path("appConfig").path("uidl").path("Vaadin-Security-Key").asText();

        for (String from :
                List.of(EVIL, "null", "http://localhost:1", origin() + ".evil.example")) {
            assertThat(click(page, token, from).statusCode()).as(from).isEqualTo(403);
        }
        assertThat(click(page, token, origin()).statusCode()).isEqualTo(200);
    }

    @Test
    void noOtherSiteListensToTheScreen() {
        assertThatThrownBy(() -> listen(EVIL))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        WebSocket ours = listen(origin());
        assertThat(ours.isInputClosed()).as("our own page's socket opens").isFalse();
        ours.abort();
    }

    @Test
    void everyPageRunsItsOwnScriptsOnly() throws Exception {
        String first = policy();
        String second = policy();

        String scripts = directive(first, "script-src");
        assertThat(scripts).contains("'self'", "'nonce-").doesNotContain("'unsafe-inline'", "*");
        assertThat(directive(first, "object-src")).isEqualTo("object-src 'none'");
        assertThat(directive(first, "frame-ancestors")).isEqualTo("frame-ancestors 'none'");
        assertThat(directive(first, "default-src")).isEqualTo("default-src 'self'");
        assertThat(scripts)
                .as("a number of its own for each answer")
                .isNotEqualTo(directive(second, "script-src"));
    }

    @Test
    void screensWorkUnderThePolicyAndASmuggledScriptDoesNotRun() {
        person.browser().manage().logs().get(LogType.BROWSER);
        for (String path : List.of("/", "/placements", "/usage", "/billing", "/keys")) {
            person.go(path);
            person.find(By.cssSelector(".gf-menu"));
        }
        assertThat(complaints()).as("what the browser refused of ours").isEmpty();

        JavascriptExecutor page = person.browser();
        page.executeScript(
                """
                document.body.insertAdjacentHTML('beforeend',
                    '<img src="x:" onerror="window.smuggled = 1">');
                const inline = document.createElement('script');
                inline.textContent = 'window.smuggled = 2';
                document.body.append(inline);
                """);
        person.await(
                "the browser to refuse both", browser -> complaints().size() >= 2 ? true : null);

        assertThat(page.executeScript("return window.smuggled === undefined")).isEqualTo(true);
    }

    private List<String> complaints() {
        for (LogEntry entry : person.browser().manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()
                    && entry.getMessage().contains("Content Security Policy")) {
                complained.add(entry.getMessage());
            }
        }
        return complained;
    }

    /// What the browser's part of Vaadin asks first: a page of its own in the same session.
    private JsonNode newPage() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        request("/?v-r=init&location=&query=").header("Cookie", cookies()).build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> click(JsonNode page, String token, String from)
            throws IOException, InterruptedException {
        String body =
                "{\"csrfToken\":\"%s\",\"rpc\":[],\"syncId\":0,\"clientId\":0}".formatted(token);
        return http.send(
                request("/?v-r=uidl&v-uiId=" + page.path("appConfig").path("v-uiId").asText())
                        .header("Cookie", cookies())
                        .header("Origin", from)
                        .header("Content-Type", "application/json; charset=UTF-8")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private WebSocket listen(String from) {
        URI page = world.stack().webUrl();
        URI socket =
                URI.create(
                        "ws://%s:%d/VAADIN/push?v-r=push&v-uiId=0&v-pushId=%s&X-Atmosphere-Transport=websocket&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0"
                                .formatted(page.getHost(), page.getPort(), UUID.randomUUID()));
        return http.newWebSocketBuilder()
                .header("Origin", from)
                .header("Cookie", cookies())
                .buildAsync(socket, new WebSocket.Listener() {})
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private String policy() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        request("/")
                                .header("Cookie", cookies())
                                .header("Accept", "text/html")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("Content-Security-Policy").orElse("");
    }

    private static String directive(String policy, String name) {
        return List.of(policy.split("; ", -1)).stream()
                .filter(part -> part.startsWith(name))
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(world.stack().webUrl().resolve(path));
    }

    private String cookies() {
        return person.browser().manage().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    private String origin() {
        URI page = world.stack().webUrl();
        return "%s://%s:%d".formatted(page.getScheme(), page.getHost(), page.getPort());
    }
}
