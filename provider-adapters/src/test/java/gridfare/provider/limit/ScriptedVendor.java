package gridfare.provider.limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A vendor that talks nonsense, too much, too slowly or not at all: things that no well-behaved
/// stand-in does. A bare socket says what each test scripts, and counts the requests.
public final class ScriptedVendor implements AutoCloseable {

    /// How the vendor behaves once it has read a request.
    public interface Behaviour {
        void answer(Socket connection, int request) throws IOException;
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

    private final ServerSocket socket;
    private volatile Behaviour behaviour = (connection, _) -> connection.close();
    private final AtomicInteger requests = new AtomicInteger();

    public ScriptedVendor() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    public String hostAndPort() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    public void behave(Behaviour from) {
        behaviour = from;
    }

    /// Answers everything the same.
    public void say(String status, String body) {
        behave((connection, _) -> say(connection, status, body));
    }

    public static void say(Socket connection, String status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        String head =
                "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(status, bytes.length);
        connection.getOutputStream().write(head.getBytes(UTF_8));
        connection.getOutputStream().write(bytes);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> converse(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket connection) {
        try (connection) {
            while (readRequest(connection.getInputStream())) {
                behaviour.answer(connection, requests.incrementAndGet());
            }
        } catch (IOException gone) {
            // The other side left, as it should where a limit is tested.
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) return false;
            head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
        }
        Matcher length = LENGTH.matcher(head);
        if (length.find()) in.readNBytes(Integer.parseInt(length.group(1)));
        return true;
    }
}
