package gridfare.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.random.RandomGenerator;

/// Where the parts listen, all on 127.0.0.1. The sandbox takes five ports from its base on.
public record Ports(
        int web, int management, int keycloak, int keycloakManagement, int postgres, int sandbox) {

    public static final Ports USUAL = new Ports(8080, 9990, 8180, 9190, 15432, 8280);

    /// One port, and how to choose another.
    record Use(String what, int port, String variable, String option) {}

    /// The usual ports, each replaced where its variable is set.
    ///
    /// @throws StackFailure if a variable is no port
    public static Ports from(Map<String, String> environment) {
        Properties chosen = new Properties();
        for (Use use : USUAL.uses()) {
            String value = environment.get(use.variable());
            if (value != null && !value.isBlank()) {
                chosen.setProperty(use.variable(), value.strip());
            }
        }
        return USUAL.with(chosen);
    }

    /// Ports that nothing listened on a moment ago, below those that the system hands out by
    /// itself: one of these could be taken by any connection while a killed server is down.
    public static Ports free() {
        int first = freeRow(5 + SANDBOX_PORTS);
        return new Ports(first, first + 1, first + 2, first + 3, first + 4, first + 5);
    }

    private static final int SANDBOX_PORTS = 5;

    /// The first of `length` free ports in a row, below the range that the system hands out itself.
    private static int freeRow(int length) {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < 200; attempt++) {
            int base = random.nextInt(20_000, 32_000);
            boolean allFree = true;
            for (int port = base; port < base + length && allFree; port++) {
                allFree = isFree(port);
            }
            if (allFree) {
                return base;
            }
        }
        throw new StackFailure("No " + length + " free ports in a row on 127.0.0.1.");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = bind(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return socket;
    }

    List<Use> uses() {
        return List.of(
                webUse(), managementUse(), keycloakUse(), healthUse(), databaseUse(), base());
    }

    Use webUse() {
        return new Use("the portal", web, "GRIDFARE_WEB_PORT", "--web-port");
    }

    Use managementUse() {
        return new Use(
                "WildFly's management",
                management,
                "GRIDFARE_MANAGEMENT_PORT",
                "--management-port");
    }

    Use keycloakUse() {
        return new Use("Keycloak", keycloak, "GRIDFARE_KEYCLOAK_PORT", "--keycloak-port");
    }

    Use healthUse() {
        return new Use(
                "Keycloak's health",
                keycloakManagement,
                "GRIDFARE_KEYCLOAK_MANAGEMENT_PORT",
                "--keycloak-management-port");
    }

    Use databaseUse() {
        return new Use("PostgreSQL", postgres, "GRIDFARE_POSTGRES_PORT", "--postgres-port");
    }

    private Use base() {
        return sandboxUses().getFirst();
    }

    /// Control, Alibaba, Huawei, Tencent, Stripe.
    List<Use> sandboxUses() {
        List<String> names = List.of("control", "Alibaba", "Huawei", "Tencent", "Stripe");
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            uses.add(
                    new Use(
                            "the sandbox (" + names.get(i) + ")",
                            sandbox + i,
                            "GRIDFARE_SANDBOX_PORT",
                            "--sandbox-port"));
        }
        return uses;
    }

    /// Moves options such as `--web-port 8081` or `--web-port=8081` from `words` to the variables
    /// that they stand for.
    static void takeOptions(List<String> words, Map<String, String> environment) {
        for (Use use : USUAL.uses()) {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (word.startsWith(use.option() + "=")) {
                    environment.put(use.variable(), word.substring(use.option().length() + 1));
                    words.remove(i--);
                } else if (word.equals(use.option())) {
                    if (i + 1 == words.size()) {
                        throw new StackFailure(word + " wants a port.");
                    }
                    environment.put(use.variable(), words.get(i + 1));
                    words.remove(i);
                    words.remove(i--);
                }
            }
        }
    }

    Properties properties() {
        Properties all = new Properties();
        uses().forEach(use -> all.setProperty(use.variable(), Integer.toString(use.port())));
        return all;
    }

    Ports with(Properties chosen) {
        List<Integer> ports = uses().stream().map(use -> chosen(use, chosen)).toList();
        return new Ports(
                ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
    }

    private static int chosen(Use use, Properties chosen) {
        String text = chosen.getProperty(use.variable());
        if (text == null) {
            return use.port();
        }
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, with the value
        }
        throw new StackFailure(
                "%s is %s, which is no port: choose one from 1 to 65535."
                        .formatted(use.variable(), text));
    }
}
