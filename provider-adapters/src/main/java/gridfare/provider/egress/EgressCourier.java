package gridfare.provider.egress;

import gridfare.domain.notice.Courier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Posts to tenants' addresses. It speaks HTTP/1.1 itself, over a socket to the very address that
/// was judged: the clients at hand look a name up again when they connect.
@ApplicationScoped
class EgressCourier implements Courier {

    /// Where a name leads.
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /// @param denied addresses that are never opened
    /// @param silence the longest wait for a connection, a name or a byte
    /// @param whole the longest that all of a call takes
    record Rules(
            Set<Integer> ports,
            Predicate<InetAddress> denied,
            Resolver resolver,
            SSLSocketFactory tls,
            Duration silence,
            Duration whole) {

        static Rules usual() {
            return new Rules(
                    Target.PORTS,
                    Networks::denied,
                    host -> List.of(InetAddress.getAllByName(host)),
                    (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10));
        }
    }

    private static final int LONGEST_STATUS_LINE = 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]*");

    private final Rules rules;

    EgressCourier() {
        this(Rules.usual());
    }

    EgressCourier(Rules rules) {
        this.rules = rules;
    }

    @Override
    public boolean mayOpen(URI address) {
        Optional<Target> target = Target.of(address, rules.ports());
        if (target.isEmpty()) return false;
        try {
            return allowed(within(rules.silence(), target.get().host()));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Handover post(URI address, String body, Map<String, String> headers) {
        Optional<Target> target = Target.of(address, rules.ports());
        if (target.isEmpty()) return new Handover.NotAllowed("addresses like this are not opened");
        byte[] request = request(target.get(), body.getBytes(StandardCharsets.UTF_8), headers);
        long start = System.nanoTime();
        try {
            List<InetAddress> addresses = within(rules.silence(), target.get().host());
            if (!allowed(addresses)) {
                return new Handover.NotAllowed("its name leads where nothing is opened");
            }
            Duration left = rules.whole().minusNanos(System.nanoTime() - start);
            int status = exchange(target.get(), addresses.getFirst(), request, left);
            return status / 100 == 2
                    ? new Handover.Taken(status)
                    : new Handover.Failed("answered with status " + status);
        } catch (UnknownHostException e) {
            return new Handover.Failed("its name is not known");
        } catch (IOException e) {
            return new Handover.Failed("no connection, or no answer in time");
        }
    }

    private boolean allowed(List<InetAddress> addresses) {
        return !addresses.isEmpty() && addresses.stream().noneMatch(rules.denied());
    }

    /// The system's resolver cannot be told to give up; whoever waits for it can.
    private List<InetAddress> within(Duration time, String host) throws IOException {
        var lookup = new FutureTask<List<InetAddress>>(() -> rules.resolver().resolve(host));
        Thread.ofVirtual().name("egress-name").start(lookup);
        try {
            return lookup.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw (IOException) new UnknownHostException(host).initCause(e);
        } catch (TimeoutException e) {
            throw new IOException("no name in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Closing the socket is what ends a read whose every byte comes just in time.
    private int exchange(Target target, InetAddress to, byte[] request, Duration left)
            throws IOException {
        try (Socket plain = new Socket()) {
            Thread watch = Thread.ofVirtual().name("egress-watch").start(() -> close(plain, left));
            try {
                int silence = Math.toIntExact(rules.silence().toMillis());
                plain.connect(new InetSocketAddress(to, target.port()), silence);
                plain.setSoTimeout(silence);
                try (SSLSocket secure =
                        (SSLSocket)
                                rules.tls()
                                        .createSocket(plain, target.host(), target.port(), true)) {
                    SSLParameters parameters = secure.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    secure.setSSLParameters(parameters);
                    secure.startHandshake();
                    secure.getOutputStream().write(request);
                    secure.getOutputStream().flush();
                    return status(secure.getInputStream());
                }
            } finally {
                watch.interrupt();
            }
        }
    }

    private static void close(Socket socket, Duration after) {
        try {
            Thread.sleep(after);
            socket.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() == LONGEST_STATUS_LINE) throw new IOException("no HTTP");
            line.write(b);
        }
        Matcher matcher = STATUS.matcher(line.toString(StandardCharsets.ISO_8859_1).strip());
        if (!matcher.matches()) throw new IOException("no HTTP");
        return Integer.parseInt(matcher.group(1));
    }

    private static byte[] request(Target target, byte[] body, Map<String, String> headers) {
        var head = new StringBuilder();
        head.append("POST ").append(target.path()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(target.authority()).append("\r\n");
        head.append("User-Agent: Gridfare\r\nConnection: close\r\n");
        head.append("Content-Type: application/json; charset=utf-8\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("No header: " + name);
            }
            head.append(name).append(": ").append(value).append("\r\n");
        });
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var whole = new ByteArrayOutputStream(first.length + body.length);
        whole.writeBytes(first);
        whole.writeBytes(body);
        return whole.toByteArray();
    }
}
