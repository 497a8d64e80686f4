package gridfare.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How one stack is set up.
///
/// @param home where data, logs, secrets and process ids are kept
/// @param cache what is dear to make and the same for all stacks: Keycloak's template, PostgreSQL's
///   programs
/// @param environment settings for the server, before those that the stack makes itself
/// @param throwaway for tests: the database does not wait for the disk, and all is stopped and
///   deleted in the end
public record StackSettings(
        Path home,
        Path cache,
        Ports ports,
        Artifacts artifacts,
        Map<String, String> environment,
        boolean throwaway) {

    private static final String PREFIX = "GRIDFARE_";

    public StackSettings {
        environment = Map.copyOf(environment);
    }

    /// What `./gridfare` works with: `.gridfare` in the checkout, ports and settings by
    /// environment.
    public static StackSettings ofCheckout(Path checkout, Map<String, String> environment) {
        return new StackSettings(
                checkout.resolve(".gridfare"),
                cacheFolder(checkout),
                Ports.from(environment),
                Artifacts.of(checkout),
                environment.entrySet().stream()
                        .filter(e -> e.getKey().startsWith(PREFIX))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                false);
    }

    /// A stack of its own for tests: free ports, a new folder.
    public static StackSettings temporary() {
        try {
            return temporaryIn(Files.createTempDirectory("gridfare-stack-"));
        } catch (IOException e) {
            throw new StackFailure("Cannot make a temporary folder.", e);
        }
    }

    /// The same, in a folder of the caller's, which is deleted in the end.
    public static StackSettings temporaryIn(Path folder) {
        Path checkout = Artifacts.checkout();
        return new StackSettings(
                folder,
                cacheFolder(checkout),
                Ports.free(),
                Artifacts.of(checkout),
                Map.of(),
                true);
    }

    public StackSettings on(Ports others) {
        return new StackSettings(home, cache, others, artifacts, environment, throwaway);
    }

    /// One more setting for the server.
    public StackSettings with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new StackSettings(home, cache, ports, artifacts, more, throwaway);
    }

    /// `GRIDFARE_CACHE`, else the user's cache folder, else one in the checkout.
    private static Path cacheFolder(Path checkout) {
        String chosen = System.getenv("GRIDFARE_CACHE");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path users =
                xdg == null || xdg.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(xdg);
        Path folder = users.resolve("gridfare");
        try {
            Files.createDirectories(folder);
            return folder.toAbsolutePath();
        } catch (IOException e) {
            return checkout.resolve(".gridfare/cache");
        }
    }

    Path data(String part) {
        return home.resolve("data").resolve(part);
    }

    Path log(String part) {
        return home.resolve("logs").resolve(part + ".log");
    }

    Path pid(String part) {
        return home.resolve("run").resolve(part + ".pid");
    }
}
