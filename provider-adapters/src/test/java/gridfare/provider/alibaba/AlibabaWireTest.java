package gridfare.provider.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.tea.okhttp.ClientHelper;
import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StartOutcome.Unknown;
import gridfare.domain.provider.StopOutcome;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.provider.limit.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the adapter makes of a vendor that talks nonsense, too much, too slowly or not at all:
/// things that no well-behaved stand-in does. A bare socket says what each test scripts.
class AlibabaWireTest {

    private static final Limits SHORT =
            new Limits(Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(2), 4);

    /// How the vendor behaves once it has read a request.
    private interface Behaviour {
        void answer(Socket connection, int request) throws IOException;
    }

    private ServerSocket vendor;
    private volatile Behaviour behaviour = (connection, _) -> connection.close();
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void openTheVendor() throws IOException {
        vendor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void closeTheVendor() throws IOException {
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "<html>bad gateway</html>",
                "{\"InstanceIdSets\":{}}",
                "{\"InstanceIdSets\":{\"InstanceIdSet\":[\"i-1\",\"i-2\"]}}",
                "{\"InstanceIdSets\":\"i-1\"}"
            })
    void anAnswerThatCannotBeReadIsUnknown(String body) {
        behaviour = (connection, _) -> say(connection, "200 OK", body);
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Instances\":{}}", "<html></html>", ""})
    void aListThatCannotBeReadIsNotAbsence(String body) {
        behaviour = (connection, _) -> say(connection, "200 OK", body);
        assertThat(provider().find(leg())).isInstanceOf(LegSighting.Unknown.class);
        assertThat(provider().stop(leg())).isInstanceOf(StopOutcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Oops", "502 Bad Gateway", "503 Service Unavailable"})
    void aFailureOfTheVendorIsUnknownWhateverItSays(String status) {
        behaviour =
                (connection, _) ->
                        say(connection, status, "{\"Code\":\"OperationDenied.NoStock\"}");
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
    }

    @Test
    void aRefusalWithoutAReadableCodeIsUnknown() {
        behaviour = (connection, _) -> say(connection, "403 Forbidden", "<html>a proxy</html>");
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
    }

    @Test
    void aReadableRefusalIsRefused() {
        behaviour =
                (connection, _) ->
                        say(
                                connection,
                                "403 Forbidden",
                                "{\"Code\":\"OperationDenied.NoStock\",\"Message\":\"m\","
                                        + "\"RequestId\":\"R-1\"}");
        assertThat(provider().start(order()))
                .isEqualTo(
                        new StartOutcome.Refused(
                                StartOutcome.Reason.SOLD_OUT,
                                "OperationDenied.NoStock (HTTP 403, request R-1)"));
    }

    @Test
    void silenceEndsAtTheLimit() {
        behaviour = (connection, _) -> connection.getInputStream().read();
        long began = System.nanoTime();
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(350), Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatComesByteByByteEndsAtTheLimit() {
        behaviour =
                (connection, _) -> {
                    OutputStream out = connection.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(UTF_8));
                    connection.setSoTimeout(50);
                    for (int i = 0; i < 100_000; i++) {
                        out.write(' ');
                        out.flush();
                        pause(connection);
                    }
                };
        long began = System.nanoTime();
        assertThat(provider().find(leg())).isInstanceOf(LegSighting.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAnswerWithoutAnEndIsCutOff() {
        behaviour =
                (connection, _) -> {
                    OutputStream out = connection.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
                    byte[] block = new byte[1 << 16];
                    for (int i = 0; i < 1_000; i++) out.write(block);
                };
        assertThat(provider(Limits.USUAL).find(leg()))
                .isEqualTo(new LegSighting.Unknown("IOException."));
    }

    @Test
    void aCreateIsSentOnceWhenAKeptConnectionDies() {
        behaviour =
                (connection, request) -> {
                    if (request == 1) {
                        say(
                                connection,
                                "200 OK",
                                "{\"NextToken\":\"\",\"Instances\":{\"Instance\":[]}}");
                    } else {
                        connection.close();
                    }
                };
        var provider = provider();
        assertThat(provider.find(leg())).isEqualTo(new LegSighting.Absent());
        assertThat(provider.start(order())).isInstanceOf(Unknown.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    void theSdkFindsOurStrictClientAndMakesNoneOfItsOwn() {
        behaviour = (connection, _) -> say(connection, "200 OK", "{}");
        provider().find(leg());
        assertThat(
                        ClientHelper.clients.entrySet().stream()
                                .filter(client ->
                                        client.getKey().contains("" + vendor.getLocalPort())))
                .singleElement()
                .satisfies(client -> {
                    assertThat(client.getValue().retryOnConnectionFailure()).isFalse();
                    assertThat(client.getValue().followRedirects()).isFalse();
                    assertThat(client.getValue().connectTimeoutMillis()).isEqualTo(5_000);
                    assertThat(client.getValue().readTimeoutMillis()).isEqualTo(5_000);
                    assertThat(client.getValue().callTimeoutMillis()).isEqualTo(10_000);
                });
    }

    private ComputeProvider provider() {
        return provider(SHORT);
    }

    private ComputeProvider provider(Limits limits) {
        return new AlibabaProviders()
                .connect(
                        new ProviderAccount(
                                new ProviderId(UUID.randomUUID()),
                                ProviderKind.ALIBABA,
                                new Endpoint.Sandbox("127.0.0.1:" + vendor.getLocalPort()),
                                "key",
                                "secret"),
                        limits);
    }

    private static LegRef leg() {
        return new LegRef(new LegId(UUID.randomUUID()), "cn-hangzhou", "cn-hangzhou-a");
    }

    private static StartOrder order() {
        return new StartOrder(leg(), "ecs.gn7e-c16g1.4xlarge", 1, PurchaseOption.ON_DEMAND, null);
    }

    private void serve() {
        while (!vendor.isClosed()) {
            try {
                Socket connection = vendor.accept();
                Thread.ofVirtual().start(() -> converse(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket connection) {
        try (connection) {
            while (readRequest(connection)) {
                behaviour.answer(connection, requests.incrementAndGet());
            }
        } catch (IOException gone) {
            // The other side left, as it should where a limit is tested.
        }
    }

    /// Reads to the end of the chunked, empty body of every request of the SDK.
    private static boolean readRequest(Socket connection) throws IOException {
        var text = new StringBuilder();
        int next;
        while ((next = connection.getInputStream().read()) >= 0) {
            text.append((char) next);
            boolean chunked = text.toString().toLowerCase(Locale.ROOT).contains("chunked");
            if (text.toString().endsWith(chunked ? "\r\n0\r\n\r\n" : "\r\n\r\n")) return true;
        }
        return false;
    }

    /// Waits for the socket's time-out: a vendor that is slow, without a sleep.
    private static void pause(Socket connection) throws IOException {
        try {
            if (connection.getInputStream().read() < 0) throw new IOException("Gone.");
        } catch (SocketTimeoutException slow) {
            // as meant
        }
    }

    private static void say(Socket connection, String status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        connection
                .getOutputStream()
                .write(
                        ("HTTP/1.1 " + status + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                                .getBytes(UTF_8));
        connection.getOutputStream().write(bytes);
    }
}
