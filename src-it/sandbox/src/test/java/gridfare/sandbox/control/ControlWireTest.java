package gridfare.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import gridfare.sandbox.Control;
import gridfare.sandbox.MovableWall;
import gridfare.sandbox.Sandbox;
import gridfare.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlWireTest {

    private static final String CUSTOMERS = "/v1/customers";

    private final MovableWall wall = new MovableWall();
    private Sandbox sandbox;
    private Control control;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory(wall));
        control = new Control(sandbox.ports().control());
    }

    @AfterEach
    void stop() {
        control.close();
        sandbox.close();
    }

    private int call(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d%s"
                                                .formatted(sandbox.ports().stripe(), path)))
                        .header("Authorization", "Bearer sk_test_sandbox")
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void businessTimeRunsOrStandsStill() {
        control.put("/clock", "{\"now\":\"2027-01-01T00:00:00Z\",\"running\":false}");
        wall.move(Duration.ofHours(1));
        assertThat(control.get("/clock").get("now").asText()).isEqualTo("2027-01-01T00:00:00Z");

        control.put("/clock", "{\"running\":true}");
        wall.move(Duration.ofHours(1));
        assertThat(Instant.parse(control.get("/clock").get("now").asText()))
                .isBetween("2027-01-01T01:00:00Z", "2027-01-01T01:01:00Z");
    }

    /// More often than the JDK's client repeats a lost GET by itself.
    @Test
    void aTimeoutDoesNothingAndDropsTheConnection() throws Exception {
        control.post(
                "/faults",
                """
                {"vendor":"stripe","action":"GET /v1/customers","kind":"timeout","delay_ms":10,
                 "times":9}\
                """);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> call(CUSTOMERS));

        assertThat(control.get("/requests?vendor=stripe"))
                .isNotEmpty()
                .allMatch(entry -> entry.get("status").asInt() == 0)
                .allMatch(entry -> entry.get("fault").asText().equals("timeout"));
    }

    @Test
    void aResetForgetsChangesFaultsAndTheLog() throws Exception {
        String stock =
                "/stock?vendor=alibaba&zone=cn-guizhou-a&instance_type=ecs.gn7e-c16g1.4xlarge";
        int before = control.get(stock).get(0).get("left").asInt();
        control.put(
                "/stock",
                """
                {"vendor":"alibaba","zone":"cn-guizhou-a","left":0}\
                """);
        control.post("/faults", "{\"vendor\":\"stripe\",\"kind\":\"error\"}");
        assertThat(call(CUSTOMERS)).isEqualTo(500);

        control.post("/reset", "");

        assertThat(control.get(stock).get(0).get("left").asInt()).isEqualTo(before);
        assertThat(control.get("/requests")).isEmpty();
        assertThat(call(CUSTOMERS)).isEqualTo(200);
    }

    @Test
    void mistakesAreExplained() {
        assertThatIllegalStateException()
                .isThrownBy(() -> control.put("/stock", "{\"vendor\":\"alibaba\",\"zone\":\"x\"}"))
                .withMessageContaining("404");
        assertThatIllegalStateException()
                .isThrownBy(() -> control.post("/faults", "{\"vendor\":\"x\",\"kind\":\"odd\"}"))
                .withMessageContaining("kind is one of");
    }
}
