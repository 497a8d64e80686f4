package gridfare.stack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Keycloak with the demonstration realm. Its optimized build and the import of the realm take
/// about a minute: a template of both is kept in the cache, under a name made from Keycloak's
/// version, the realm file and how it is built.
public final class Keycloak implements Part {

    private static final String REALM_FILE = "gridfare-realm.json";
    private static final String ISSUER_PATH = "/realms/gridfare";

    static final List<String> BUILD = List.of("build", "--db=dev-file", "--health-enabled=true");

    private final StackSettings settings;
    private final Daemon daemon;

    Keycloak(StackSettings settings) {
        this.settings = settings;
        this.daemon = new Daemon(settings.pid("keycloak"), settings.log("keycloak"));
    }

    @Override
    public String id() {
        return "keycloak";
    }

    @Override
    public String name() {
        return "Keycloak " + Versions.KEYCLOAK;
    }

    @Override
    public String address() {
        return url().toString();
    }

    @Override
    public Daemon daemon() {
        return daemon;
    }

    @Override
    public List<Ports.Use> ports() {
        return List.of(settings.ports().keycloakUse(), settings.ports().healthUse());
    }

    public URI url() {
        return URI.create("http://localhost:" + settings.ports().keycloak());
    }

    /// The issuer of the realm's tokens.
    public URI issuer() {
        return url().resolve(ISSUER_PATH);
    }

    private Path home() {
        return settings.data("keycloak");
    }

    @Override
    public void prepare(Steps steps) {
        Path template = template(steps);
        Path made = home().resolve("template");
        try {
            String name = template.getFileName().toString();
            if (Files.exists(made) && Files.readString(made).equals(name)) {
                return;
            }
            Trees.delete(home()); // a new version, or a new realm file, begins anew
            Trees.copy(template, home(), Keycloak::neverWritten);
            Files.writeString(made, name);
        } catch (IOException e) {
            throw new StackFailure("Cannot make Keycloak's folder %s: %s".formatted(home(), e), e);
        }
    }

    private static boolean neverWritten(Path inner) {
        return inner.startsWith("lib");
    }

    private Path template(Steps steps) {
        try (InputStream realm = realm()) {
            String name =
                    "keycloak-%s-%s"
                            .formatted(
                                    Versions.KEYCLOAK,
                                    Hash.of(
                                            new String(realm.readAllBytes(), StandardCharsets.UTF_8)
                                                    + BUILD));
            return Cache.folder(
                    settings.cache(),
                    name,
                    folder -> {
                        steps.note(
                                "Keycloak: building it and importing the realm, once (about a minute)");
                        make(folder);
                    });
        } catch (IOException e) {
            throw new StackFailure("Cannot read " + REALM_FILE, e);
        }
    }

    static InputStream realm() {
        InputStream realm = Keycloak.class.getResourceAsStream(REALM_FILE);
        if (realm == null) {
            throw new IllegalStateException(REALM_FILE + " is not on the class path.");
        }
        return realm;
    }

    private void make(Path folder) throws IOException {
        unzip(settings.artifacts().keycloak(), folder);
        Path log = Files.createTempFile("gridfare-keycloak-", ".log");
        finish(start(folder, log, Map.of(), BUILD), log);
        Path imports = folder.resolve("data/import");
        Files.createDirectories(imports);
        try (InputStream realm = realm()) {
            Files.copy(realm, imports.resolve(REALM_FILE));
        }
        String password = administratorPassword(folder);
        Ports ports = Ports.free();
        List<String> words = new ArrayList<>(listening(ports));
        words.add("--import-realm");
        Process process =
                start(
                        folder,
                        log,
                        Map.of(
                                "KC_BOOTSTRAP_ADMIN_USERNAME",
                                "admin",
                                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                                password),
                        words);
        boolean up =
                Await.until(
                        () -> !process.isAlive() || discoverable(ports.keycloak()),
                        Duration.ofMinutes(3),
                        Duration.ofMillis(200));
        if (!up || !process.isAlive()) {
            process.destroyForcibly();
            throw new StackFailure("Keycloak did not import the realm; see " + log);
        }
        process.destroy(); // SIGTERM: its database must be closed before it is copied
        waitFor(process);
        Trees.delete(imports);
        Files.deleteIfExists(log);
    }

    /// The bootstrap administrator counts at the first start only, so its password belongs to the
    /// template.
    private static String administratorPassword(Path folder) throws IOException {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path file = folder.resolve("administrator.txt");
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password + "\n");
        return password;
    }

    /// The password of `admin` in Keycloak's own console.
    public String administratorPassword() {
        try {
            return Files.readString(home().resolve("administrator.txt")).strip();
        } catch (IOException e) {
            throw new StackFailure("Keycloak was never started here.", e);
        }
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        if (!Files.exists(zip)) {
            throw new StackFailure(zip + " is missing. Run: mvn -Dquick -DskipTests package");
        }
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path name = Path.of(entry.getName());
                if (name.getNameCount() < 2) {
                    continue; // the folder that holds it all
                }
                Path target = folder.resolve(name.subpath(1, name.getNameCount())).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(name + " leaves the folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry);
                            OutputStream out =
                                    new BufferedOutputStream(Files.newOutputStream(target))) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }

    private static Process start(
            Path folder, Path log, Map<String, String> environment, List<String> words)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(folder, words))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static void finish(Process process, Path log) {
        waitFor(process);
        if (process.exitValue() != 0) {
            throw new StackFailure("Keycloak's build failed; see " + log);
        }
    }

    private static void waitFor(Process process) {
        try {
            if (!process.waitFor(4, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }

    /// What `kc.sh` would run, without the shell between, so that signals reach the right process.
    private static List<String> command(Path folder, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Jvm.java());
        command.addAll(
                List.of(
                        "-Xms64m",
                        "-Xmx384m",
                        "-XX:MetaspaceSize=96M",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=US",
                        "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Dkc.home.dir=" + folder,
                        "-Djboss.server.config.dir=" + folder.resolve("conf"),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dpicocli.disable.closures=true",
                        "-Dquarkus-log-max-startup-records=10000",
                        "-cp",
                        folder.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(words);
        return command;
    }

    static List<String> listening(Ports ports) {
        return List.of(
                "start",
                "--optimized",
                "--cache=local", // otherwise it looks for others of its kind, on all addresses
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + ports.keycloak(),
                "--http-management-port=" + ports.keycloakManagement(),
                "--hostname=http://localhost:" + ports.keycloak());
    }

    @Override
    public void launch() {
        daemon.start(command(home(), listening(settings.ports())), Map.of(), home());
    }

    @Override
    public boolean answers() {
        return discoverable(settings.ports().keycloak());
    }

    private static boolean discoverable(int port) {
        return Http.ok(
                URI.create(
                        "http://127.0.0.1:%d%s/.well-known/openid-configuration"
                                .formatted(port, ISSUER_PATH)));
    }
}
