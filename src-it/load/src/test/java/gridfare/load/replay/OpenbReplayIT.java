package gridfare.load.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.stack.Stack;
import gridfare.stack.StackSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The first pods of a real trace against the running product: the table adds up against the
/// database and the invoices, and the use against the trace's life times. `GRIDFARE_REPLAY_PODS`
/// asks for more of them.
class OpenbReplayIT {

    private static final Path TRACE =
            Path.of("../../../shared/data/alibaba-openb-gpu-2023/openb_pod_list_gpuspec33.csv");
    private static final String ORGANISATION = "0199d000-0000-7000-8000-000000000e01";

    @Test
    void theFirstPodsOfTheTraceAddUpToTheSecond() {
        assumeTrue(
                Files.exists(TRACE),
                "Skipped: the openb trace is not here; docs/replay.md says where anyone gets it.");
        int wanted = Integer.parseInt(System.getenv().getOrDefault("GRIDFARE_REPLAY_PODS", "50"));
        List<Pod> pods = PodList.read(TRACE, wanted);
        ChipWords words = ChipWords.committed();
        try (Stack stack = Stack.start(StackSettings.temporary())) {
            URI issuer = URI.create(stack.keycloakUrl() + "/realms/gridfare");
            Api api =
                    new Api(
                            stack.webUrl(),
                            issuer,
                            "gridfare-replay",
                            "replay-secret",
                            InstantSource.system());
            awaitMarket(api);
            Replay replay =
                    new Replay(api, words, new Progress(System.out, false), InstantSource.system());

            Report report = new Report(replay.run(pods), words);

            System.out.println(report.text());
            check(report.json(), pods.size(), stack);
        }
    }

    private static void check(JsonNode report, int pods, Stack stack) {
        int refused = 0;
        for (JsonNode count : report.path("refused")) {
            refused += count.asInt();
        }
        assertThat(report.path("broken")).as("accepted and not run to its end").isEmpty();
        assertThat(report.path("placed").asInt() + refused).isEqualTo(pods);
        assertThat(report.path("truthful").asInt())
                .as("placements whose use is the pod's life to a second a leg")
                .isEqualTo(report.path("placed").asInt());
        long gpuSeconds = report.path("gpu_seconds").asLong();
        assertThat(inDatabase(stack, "select sum(gpu_seconds) from usage_record"))
                .as("GPU-seconds in the database")
                .isEqualTo(gpuSeconds);
        long invoiced = 0;
        BigDecimal subtotals = BigDecimal.ZERO;
        for (JsonNode invoice : report.path("invoices")) {
            assertThat(invoice.path("state").asText()).isEqualTo("PAID");
            invoiced += invoice.path("gpu_seconds").asLong();
            subtotals = subtotals.add(new BigDecimal(invoice.path("subtotal").asText()));
        }
        assertThat(invoiced).as("GPU-seconds on the invoices").isEqualTo(gpuSeconds);
        long lines = inDatabase(stack, "select count(*) from invoice_line");
        long runs = report.path("placed").asLong();
        assertThat(subtotals.subtract(new BigDecimal(report.path("spend").asText())).abs())
                .as("rounded by line on the invoices, by placement in the table")
                .isLessThanOrEqualTo(
                        new BigDecimal("0.005").multiply(BigDecimal.valueOf(lines + runs)));
    }

    private static void awaitMarket(Api api) {
        for (int look = 0; look < 1_200; look++) {
            Api.Answer answer = api.get("/api/v1/offers?limit=1&chip=a100-sxm-80");
            if (answer.ok() && !answer.body().path("items").isEmpty()) {
                return;
            }
            Api.pause(100);
        }
        throw new AssertionError("No offers on the market after two minutes.");
    }

    private static long inDatabase(Stack stack, String sql) {
        String where = " where organisation_uuid = '" + ORGANISATION + "'";
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(),
                                "postgres",
                                stack.postgres().password("postgres"));
                ResultSet rows = connection.createStatement().executeQuery(sql + where)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
