package gridfare.provider.egress;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.notice.Courier.Handover;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The input tables are those of the gate's design: RFC 6890's networks, and spellings that some
/// parser takes for an address of this machine.
class EgressCourierTest {

    private static final String NAME = "hooks.example.com";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir static Path dir;
    static SSLContext tls;

    interface Answer {
        void write(OutputStream out) throws IOException;
    }

    @BeforeAll
    static void certificate() throws Exception {
        Path file = dir.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "hooks",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + NAME,
                                "-ext",
                                "san=dns:" + NAME,
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hooks", store.getCertificate("hooks"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.31.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "100::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1"
            })
    void innerNetworksAreDenied(String address) throws UnknownHostException {
        assertThat(Networks.denied(InetAddress.getByName(address))).isTrue();
    }

    /// Neighbours of the denied networks, and public resolvers.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                "126.255.255.255", "172.15.255.255", "172.32.0.0", "198.17.255.255", "198.20.0.0",
                "223.255.255.255", "2606:4700:4700::1111", "64:ff9b::101:101"
            })
    void theInternetIsNot(String address) throws UnknownHostException {
        assertThat(Networks.denied(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "https://127.1/",
                "https://2130706433/",
                "https://2852039166/",
                "https://0/",
                "https://0177.0.0.1/",
                "https://0x7f.1/",
                "https://8.8.8.8/",
                "https://[::1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://localhost/",
                "https://hooks.example.com./",
                "https://user@hooks.example.com/",
                "https://hooks.example.com/#part",
                "https://hooks.example.com:22/",
                "https://127。0。0。1/",
                "https://ⓔxample.com/",
                "file:///etc/passwd",
                "mailto:a@example.com"
            })
    void whatIsWrittenOddlyIsNotOpened(String address) {
        var courier = new EgressCourier(rules(443, "1.1.1.1"));
        URI uri = URI.create(address);
        assertThat(courier.mayOpen(uri)).isFalse();
        assertThat(courier.post(uri, "{}", Map.of())).isInstanceOf(Handover.NotAllowed.class);
    }

    @Test
    void aNameIsOpenedOnlyIfAllItsAddressesMayBe() {
        URI uri = URI.create("https://hooks.example.com/a");
        assertThat(strict("1.1.1.1").mayOpen(uri)).isTrue();
        assertThat(strict("1.1.1.1", "127.0.0.1").mayOpen(uri)).isFalse();
        assertThat(strict().mayOpen(uri)).isFalse();
    }

    /// What was judged is what is opened: one lookup a call, and the next call judges anew.
    @Test
    void aNameThatLeadsElsewhereTheNextMomentGainsNothing() throws Exception {
        var lookups = new AtomicInteger();
        try (var server = server()) {
            CompletableFuture<String> heard = serve(server, text("HTTP/1.1 204 None\r\n\r\n"));
            var rules =
                    new EgressCourier.Rules(
                            Set.of(server.getLocalPort()),
                            address -> address.getHostAddress().equals("127.0.0.2"),
                            _ ->
                                    addresses(
                                            lookups.getAndIncrement() == 0
                                                    ? "127.0.0.1"
                                                    : "127.0.0.2"),
                            tls.getSocketFactory(),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(10));
            var courier = new EgressCourier(rules);
            assertThat(courier.post(at(server), "{\"a\":1}", Map.of("Gridfare-Signature", "t=1")))
                    .isEqualTo(new Handover.Taken(204));
            assertThat(lookups).hasValue(1);
            assertThat(heard.get())
                    .startsWith("POST /in?x=1 HTTP/1.1")
                    .contains("Gridfare-Signature: t=1")
                    .endsWith("{\"a\":1}");
            assertThat(courier.post(at(server), "{}", Map.of()))
                    .isInstanceOf(Handover.NotAllowed.class);
        }
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (var server = server()) {
            CompletableFuture<String> _ =
                    serve(
                            server,
                            text("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n"));
            assertThat(
                            new EgressCourier(rules(server.getLocalPort(), "127.0.0.1"))
                                    .post(at(server), "{}", Map.of()))
                    .isEqualTo(new Handover.Failed("answered with status 302"));
        }
    }

    @Test
    void anEndlessAnswerIsNotRead() throws Exception {
        try (var server = server()) {
            CompletableFuture<String> _ =
                    serve(
                            server,
                            out -> {
                                while (true) out.write('x');
                            });
            assertThat(
                            new EgressCourier(rules(server.getLocalPort(), "127.0.0.1"))
                                    .post(at(server), "{}", Map.of()))
                    .isInstanceOf(Handover.Failed.class);
        }
    }

    @Test
    void whoeverIsSilentIsGivenUp() throws Exception {
        try (var server = server()) {
            assertThat(
                            new EgressCourier(rules(server.getLocalPort(), "127.0.0.1"))
                                    .post(at(server), "{}", Map.of()))
                    .isInstanceOf(Handover.Failed.class);
        }
    }

    @Test
    void aCertificateForAnotherNameIsNoCertificate() throws Exception {
        try (var server = server()) {
            CompletableFuture<String> _ = serve(server, text("HTTP/1.1 204 None\r\n\r\n"));
            URI other = URI.create("https://other.example.com:" + server.getLocalPort() + "/");
            assertThat(
                            new EgressCourier(rules(server.getLocalPort(), "127.0.0.1"))
                                    .post(other, "{}", Map.of()))
                    .isInstanceOf(Handover.Failed.class);
        }
    }

    private static EgressCourier strict(String... leads) {
        return new EgressCourier(
                new EgressCourier.Rules(
                        Target.PORTS,
                        Networks::denied,
                        _ -> addresses(leads),
                        tls.getSocketFactory(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)));
    }

    private static EgressCourier.Rules rules(int port, String leads) {
        return new EgressCourier.Rules(
                Set.of(port),
                _ -> false,
                _ -> addresses(leads),
                tls.getSocketFactory(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
        InetAddress[] all = new InetAddress[literals.length];
        for (int i = 0; i < all.length; i++) all[i] = InetAddress.getByName(literals[i]);
        return List.of(all);
    }

    private static SSLServerSocket server() throws IOException {
        return (SSLServerSocket)
                tls.getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static URI at(SSLServerSocket server) {
        return URI.create("https://" + NAME + ":" + server.getLocalPort() + "/in?x=1");
    }

    private static Answer text(String answer) {
        return out -> out.write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static CompletableFuture<String> serve(SSLServerSocket server, Answer answer) {
        var heard = new CompletableFuture<String>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (SSLSocket socket = (SSLSocket) server.accept()) {
                        heard.complete(request(socket));
                        answer.write(socket.getOutputStream());
                        socket.getOutputStream().flush();
                    } catch (IOException e) {
                        heard.completeExceptionally(e);
                    }
                });
        return heard;
    }

    private static String request(SSLSocket socket) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var text = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            text.append(line).append('\n');
            if (line.startsWith("Content-Length: ")) length = Integer.parseInt(line.substring(16));
        }
        for (int i = 0; i < length; i++) text.append((char) in.read());
        return text.toString();
    }
}
