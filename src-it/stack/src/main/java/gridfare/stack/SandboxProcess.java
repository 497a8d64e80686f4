package gridfare.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The simulated outside world as a process. Its state survives, as that of a real cloud would.
public final class SandboxProcess implements Part {

    private static final String MAIN = "gridfare.sandbox.Main";

    private final StackSettings settings;
    private final Daemon daemon;

    SandboxProcess(StackSettings settings) {
        this.settings = settings;
        this.daemon = new Daemon(settings.pid("sandbox"), settings.log("sandbox"));
    }

    @Override
    public String id() {
        return "sandbox";
    }

    @Override
    public String name() {
        return "Sandbox";
    }

    @Override
    public String address() {
        return controlUrl().toString();
    }

    @Override
    public Daemon daemon() {
        return daemon;
    }

    @Override
    public List<Ports.Use> ports() {
        return settings.ports().sandboxUses();
    }

    /// Where tests and the launcher set stock, prices, faults and the clock.
    public URI controlUrl() {
        return URI.create("http://127.0.0.1:" + settings.ports().sandbox());
    }

    /// A copy that a later build does not touch.
    private Path program() {
        return settings.home().resolve("sandbox");
    }

    private Path jar() {
        return program().resolve("sandbox.jar");
    }

    @Override
    public void prepare(Steps steps) {
        Path built = settings.artifacts().sandbox();
        if (!Files.exists(built)) {
            throw new StackFailure(built + " is not built. Run: mvn -Dquick -DskipTests package");
        }
        try {
            Trees.delete(program());
            Trees.copy(built.resolveSibling("lib"), program().resolve("lib"), file -> false);
            Files.copy(built, jar());
        } catch (IOException e) {
            throw new StackFailure("Cannot copy the sandbox to " + program() + ": " + e, e);
        }
    }

    @Override
    public boolean outdated() {
        return Trees.newer(settings.artifacts().sandbox(), jar());
    }

    @Override
    public void launch() {
        List<String> command = new ArrayList<>();
        command.add(Jvm.java());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", jar() + ":" + program().resolve("lib") + "/*", MAIN));
        command.addAll(options(settings.data("sandbox").toString()));
        daemon.start(command, Map.of(), settings.home());
    }

    /// @param state the directory that keeps what happened
    List<String> options(String state) {
        return List.of(
                "--port-base",
                Integer.toString(settings.ports().sandbox()),
                "--state",
                state,
                "--webhook-url",
                "http://127.0.0.1:%d/api/stripe/webhook".formatted(settings.ports().web()),
                "--webhook-secret",
                WildFly.webhookSecret(settings));
    }

    @Override
    public boolean answers() {
        return Http.ok(controlUrl().resolve("/health"));
    }
}
