package gridfare.stack;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// All parts together, in the order they need each other: PostgreSQL, Keycloak and the sandbox side
/// by side; the server as soon as database and sandbox answer, as it asks Keycloak at the first
/// sign-in only.
///
/// ```
/// try (Stack stack = Stack.start(StackSettings.temporary())) {
///     stack.token("buyer", "gridfare");
/// }
/// ```
public final class Stack implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("data", "logs", "run", "wildfly", "sandbox", "secrets.properties");

    private final StackSettings settings;
    private final Postgres postgres;
    private final Keycloak keycloak;
    private final SandboxProcess sandbox;
    private final WildFly wildfly;

    private Stack(StackSettings settings) {
        this.settings = settings;
        Secrets secrets = Secrets.in(settings.home());
        this.postgres = new Postgres(settings, secrets);
        this.keycloak = new Keycloak(settings);
        this.sandbox = new SandboxProcess(settings);
        this.wildfly = new WildFly(settings, secrets);
    }

    /// The stack as it is, running or not.
    public static Stack of(StackSettings settings) {
        return new Stack(settings);
    }

    /// Starts what does not run and waits until all of it answers.
    ///
    /// @throws StackFailure with a sentence on what to do; a throwaway stack is stopped again
    public static Stack start(StackSettings settings) {
        Stack stack = new Stack(settings);
        if (settings.throwaway()) {
            // A test that is interrupted leaves nothing behind.
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-close"));
        }
        try {
            stack.start(Steps.SILENT);
        } catch (StackFailure e) {
            if (settings.throwaway()) {
                stack.stop();
            }
            throw e;
        }
        return stack;
    }

    void start(Steps steps) {
        Disk.mustHoldAStart(settings.home());
        parts().stream()
                .filter(part -> !part.running())
                .forEach(part -> Startup.portsMustBeFree(part.name(), part.ports()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var database = run(threads, postgres, steps);
            var world = run(threads, sandbox, steps);
            var identity = run(threads, keycloak, steps);
            var server =
                    CompletableFuture.allOf(database, world)
                            .thenRunAsync(() -> Startup.of(wildfly, steps), threads);
            CompletableFuture.allOf(server, identity).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StackFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static CompletableFuture<Void> run(ExecutorService threads, Part part, Steps steps) {
        return CompletableFuture.runAsync(() -> Startup.of(part, steps), threads);
    }

    /// In the order of starting.
    public List<Part> parts() {
        return List.of(postgres, keycloak, sandbox, wildfly);
    }

    public Optional<Part> part(String id) {
        return parts().stream().filter(part -> part.id().equals(id)).findFirst();
    }

    public Postgres postgres() {
        return postgres;
    }

    public Keycloak keycloak() {
        return keycloak;
    }

    public SandboxProcess sandbox() {
        return sandbox;
    }

    public WildFly wildfly() {
        return wildfly;
    }

    public URI webUrl() {
        return wildfly.url();
    }

    public URI keycloakUrl() {
        return keycloak.url();
    }

    public URI controlUrl() {
        return sandbox.controlUrl();
    }

    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    /// An access token for the REST interface, of a person.
    public String token(String user, String password) {
        return new Tokens(keycloak.issuer()).ofPerson(user, password);
    }

    /// An access token for the REST interface, of a program.
    public String clientToken(String client, String secret) {
        return new Tokens(keycloak.issuer()).ofClient(client, secret);
    }

    /// Waits until the server answers again, after a start or a kill.
    public void awaitReady() {
        Startup.of(wildfly, Steps.SILENT);
    }

    /// Stops all, the server first. What they know stays.
    public void stop() {
        for (Part part : parts().reversed()) {
            part.stop();
        }
    }

    /// A throwaway stack is stopped and deleted; any other runs on.
    @Override
    public void close() {
        if (!settings.throwaway()) {
            return;
        }
        stop();
        delete();
    }

    /// Forgets everything that the parts know, secrets too.
    void delete() {
        try {
            Trees.delete(postgres.base());
            if (settings.throwaway()) {
                Trees.delete(settings.home());
                return;
            }
            for (String name : NAMES) {
                Trees.delete(settings.home().resolve(name));
            }
        } catch (IOException e) {
            throw new StackFailure("Cannot delete " + settings.home(), e);
        }
    }
}
