package gridfare.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// The sandbox as a process: prints its ports as one line of JSON, and runs until it is stopped.
public final class Main {

    private static final int DEFAULT_BASE = 8280;
    private static final List<String> OPTIONS =
            List.of(
                    "host",
                    "port-base",
                    "control-port",
                    "alibaba-port",
                    "huawei-port",
                    "tencent-port",
                    "stripe-port",
                    "state",
                    "webhook-url",
                    "webhook-secret",
                    "boot-ms");
    private static final String USAGE =
            """
            Options, each with a value:
              --port-base N       control N, Alibaba N+1, Huawei N+2, Tencent N+3, Stripe N+4
                                  (8280); 0 takes free ports
              --control-port N    each by itself; so --alibaba-port N, --huawei-port N,
                                  --tencent-port N, --stripe-port N; 0 takes a free one
              --host HOST         127.0.0.1
              --state DIRECTORY   survive a restart; without it all is in memory
              --webhook-url URL   where Stripe's events go
              --webhook-secret S  whsec_sandbox
              --boot-ms N         wall time a machine takes to run (2000)
            """;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options;
        try {
            options = options(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        Sandbox sandbox = Sandbox.start(settings(options));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println(sandbox.ports().json());
        new CountDownLatch(1).await();
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!arguments[i].startsWith("--") || !OPTIONS.contains(name)) {
                throw new IllegalArgumentException("Unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            options.put(name, arguments[i + 1]);
        }
        return options;
    }

    private static SandboxSettings settings(Map<String, String> options) {
        SandboxSettings defaults = SandboxSettings.inMemory(Clock.systemUTC());
        Ports usual = Ports.from(number(options, "port-base", DEFAULT_BASE));
        Ports ports =
                new Ports(
                        number(options, "control-port", usual.control()),
                        number(options, "alibaba-port", usual.alibaba()),
                        number(options, "huawei-port", usual.huawei()),
                        number(options, "tencent-port", usual.tencent()),
                        number(options, "stripe-port", usual.stripe()));
        String url = options.get("webhook-url");
        String state = options.get("state");
        int bootMs = number(options, "boot-ms", (int) defaults.bootTime().toMillis());
        return defaults.listeningOn(options.getOrDefault("host", defaults.host()), ports)
                .keptIn(state == null ? null : Path.of(state))
                .telling(
                        url == null ? null : URI.create(url),
                        options.getOrDefault("webhook-secret", defaults.webhookSecret()))
                .bootingIn(Duration.ofMillis(bootMs));
    }

    private static int number(Map<String, String> options, String name, int other) {
        String text = options.get(name);
        return text == null ? other : Integer.parseInt(text);
    }
}
