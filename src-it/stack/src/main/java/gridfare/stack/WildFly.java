package gridfare.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The provisioned server with the WAR, as copies in the stack's home that a later build does not
/// touch.
public final class WildFly implements Part {

    private static final String WAR = "gridfare.war";
    private static final String WEBHOOK_SECRET = "GRIDFARE_STRIPE_WEBHOOK_SECRET";
    private static final int MOST_CHARS = 600;
    private static final List<String> OPENED =
            List.of(
                    "java.base/java.lang",
                    "java.base/java.lang.invoke",
                    "java.base/java.lang.reflect",
                    "java.base/java.io",
                    "java.base/java.net",
                    "java.base/java.security",
                    "java.base/java.util",
                    "java.base/java.util.concurrent",
                    "java.management/javax.management",
                    "java.naming/javax.naming");
    private static final List<String> EXPORTED =
            List.of(
                    "java.desktop/sun.awt",
                    "java.naming/com.sun.jndi.ldap",
                    "java.naming/com.sun.jndi.url.ldap",
                    "java.naming/com.sun.jndi.url.ldaps",
                    "jdk.naming.dns/com.sun.jndi.dns");

    private final StackSettings settings;
    private final Secrets secrets;
    private final Daemon daemon;
    private Map<String, String> more = Map.of();

    WildFly(StackSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
        this.daemon = new Daemon(settings.pid("wildfly"), settings.log("wildfly"));
    }

    @Override
    public String id() {
        return "wildfly";
    }

    @Override
    public String name() {
        return "WildFly with the portal";
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
        return List.of(settings.ports().webUse(), settings.ports().managementUse());
    }

    public URI url() {
        return URI.create("http://localhost:" + settings.ports().web());
    }

    /// Starts it with more settings, e.g. a failpoint; the next start has them no longer.
    public void start(Map<String, String> environment) {
        more = Map.copyOf(environment);
        try {
            start();
        } finally {
            more = Map.of();
        }
    }

    static String webhookSecret(StackSettings settings) {
        String both = settings.environment().getOrDefault(WEBHOOK_SECRET, "whsec_sandbox");
        return both.split(",", 2)[0]; // the second is the one before, while secrets are rolled
    }

    private Path base() {
        return settings.home().resolve("wildfly");
    }

    private Path server() {
        return base().resolve("server");
    }

    private Path deployed() {
        return base().resolve("deployments").resolve(WAR);
    }

    /// Whether what runs is older than what is built.
    @Override
    public boolean outdated() {
        return Trees.newer(settings.artifacts().war(), deployed())
                || Trees.newer(
                        settings.artifacts().server().resolve("jboss-modules.jar"), deployed());
    }

    @Override
    public void prepare(Steps steps) {
        settings.artifacts().mustExist();
        Path built = settings.artifacts().server();
        try {
            Trees.delete(base());
            // The build makes these files anew and never writes into them; nor does the server.
            Trees.copy(built, server(), file -> !file.startsWith("standalone"));
            Trees.copy(
                    built.resolve("standalone/configuration"),
                    base().resolve("configuration"),
                    file -> false);
            Files.createDirectories(deployed().getParent());
            Files.copy(settings.artifacts().war(), deployed(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackFailure(
                    "Cannot make the server's folder %s: %s".formatted(base(), e), e);
        }
    }

    @Override
    public void launch() {
        daemon.start(command(), environment(), base());
    }

    private List<String> command() {
        Path server = server();
        List<String> command = new ArrayList<>();
        command.add(Jvm.java());
        command.addAll(
                List.of(
                        "-D[Standalone]",
                        "-Xms128m",
                        "-Xmx1g",
                        "-XX:MaxMetaspaceSize=512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Djava.awt.headless=true",
                        "-Djboss.modules.system.pkgs=org.jboss.byteman",
                        "-Dorg.jboss.logmanager.nocolor=true",
                        "-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000",
                        "--enable-native-access=ALL-UNNAMED"));
        EXPORTED.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
        OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
        command.addAll(
                Jvm.words(settings.environment().getOrDefault("GRIDFARE_WEB_JAVA_OPTS", "")));
        command.addAll(
                List.of(
                        "-Dorg.jboss.boot.log.file=" + base().resolve("boot.log"),
                        "-Dlogging.configuration=file:"
                                + base().resolve("configuration/logging.properties"),
                        "-Djboss.home.dir=" + server,
                        "-Djboss.server.base.dir=" + base(),
                        "-Djboss.server.data.dir=" + settings.data("wildfly"),
                        "-Djboss.server.log.dir=" + base().resolve("log"),
                        "-Djboss.http.port=" + settings.ports().web(),
                        "-Djboss.management.http.port=" + settings.ports().management(),
                        "-jar",
                        server.resolve("jboss-modules.jar").toString(),
                        "-mp",
                        server.resolve("modules").toString(),
                        "org.jboss.as.standalone"));
        return command;
    }

    /// All settings of the server.
    Map<String, String> environment() {
        Ports ports = settings.ports();
        Map<String, String> all = new HashMap<>();
        all.put("JAVA_HOME", Jvm.home());
        all.put("GRIDFARE_CLOCK", "movable");
        all.put("GRIDFARE_DEMONSTRATION", "true");
        all.put("GRIDFARE_NODE", "node1");
        all.put("GRIDFARE_OIDC_SECRET", "portal-secret");
        all.put("GRIDFARE_STRIPE_KEY", "sk_test_sandbox");
        all.put(WEBHOOK_SECRET, "whsec_sandbox");
        all.put("GRIDFARE_STRIPE_URL", "http://127.0.0.1:" + (ports.sandbox() + 4));
        all.put("GRIDFARE_ALIBABA_ENDPOINT", "127.0.0.1:" + (ports.sandbox() + 1));
        all.put("GRIDFARE_HUAWEI_ENDPOINT", "127.0.0.1:" + (ports.sandbox() + 2));
        all.put("GRIDFARE_TENCENT_ENDPOINT", "127.0.0.1:" + (ports.sandbox() + 3));
        all.put("GRIDFARE_SANDBOX_URL", "http://127.0.0.1:" + ports.sandbox());
        all.put("GRIDFARE_PUBLIC_URL", url().toString());
        all.put(
                "GRIDFARE_OIDC_ISSUER",
                "http://localhost:" + ports.keycloak() + "/realms/gridfare");
        all.put(
                "GRIDFARE_DB_URL",
                "jdbc:postgresql://127.0.0.1:%d/gridfare".formatted(ports.postgres()));
        for (String secret :
                List.of(Secrets.OWNER, Secrets.APP, Secrets.JOBS, Secrets.MASTER_KEY)) {
            all.put(secret, secrets.get(secret));
        }
        all.putAll(settings.environment());
        all.putAll(more);
        return all;
    }

    private Path marker(String state) {
        return deployed().resolveSibling(WAR + "." + state);
    }

    /// Deployed, and ready by its own account. Health is not asked before, as the server logs each
    /// answer that is not good.
    @Override
    public boolean answers() {
        return Files.exists(marker("deployed"))
                && Http.ok(
                        URI.create(
                                "http://127.0.0.1:%d/health/ready"
                                        .formatted(settings.ports().web())));
    }

    @Override
    public String hopeless() {
        if (!Files.exists(marker("failed"))) {
            return "";
        }
        try {
            String said = Files.readString(marker("failed"));
            int cause = said.lastIndexOf("Caused by: ");
            String told = cause < 0 ? said : said.substring(cause);
            return "could not deploy the WAR. "
                    + told.substring(0, Math.min(told.length(), MOST_CHARS));
        } catch (IOException e) {
            return "could not deploy the WAR.";
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(3);
    }
}
