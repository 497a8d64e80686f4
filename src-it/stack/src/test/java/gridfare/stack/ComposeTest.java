package gridfare.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// `docker-compose.yml` describes what `./gridfare up` starts: the same parts, versions, ports and
/// settings. No container engine is needed to see that.
class ComposeTest {

    private static final Path CHECKOUT = Artifacts.checkout();
    private static final Pattern FROM_ENV = Pattern.compile("\\$\\{([A-Z_]+):\\?.*}");
    private static final String STATE = "/var/lib/gridfare";

    @TempDir Path home;

    @Test
    void hasThePartsThatUpStarts() {
        List<String> parts =
                Stack.of(usual()).parts().stream()
                        .map(Part::id)
                        .map(id -> id.equals("wildfly") ? "broker" : id)
                        .toList();

        assertThat(services().keySet()).containsExactlyInAnyOrderElementsOf(parts);
    }

    @Test
    void theBrokerHasTheSettingsOfUp() {
        Map<String, String> started =
                new HashMap<>(new WildFly(usual(), Secrets.in(home)).environment());
        started.remove("JAVA_HOME"); // the image's own
        for (String secret :
                List.of(Secrets.OWNER, Secrets.APP, Secrets.JOBS, Secrets.MASTER_KEY)) {
            started.put(secret, "from .env: " + secret);
        }

        assertThat(environment("broker")).isEqualTo(started);
    }

    @Test
    void keycloakHasTheSettingsOfUp() {
        List<String> started = new ArrayList<>(Keycloak.BUILD);
        started.set(0, "start");
        started.addAll(Keycloak.listening(Ports.USUAL));
        started.add("--import-realm");
        started.remove("--optimized"); // the image is built at its start

        assertThat(new TreeSet<>(words("keycloak", "command"))).isEqualTo(new TreeSet<>(started));
        assertThat(image("keycloak")).isEqualTo("quay.io/keycloak/keycloak:" + Versions.KEYCLOAK);
        assertThat(words("keycloak", "volumes"))
                .contains(
                        "./src-it/stack/src/main/resources/gridfare/stack/gridfare-realm.json"
                                + ":/opt/keycloak/data/import/gridfare-realm.json:ro");
    }

    @Test
    void postgresHasTheSettingsOfUp() {
        var set = new Postgres(usual(), Secrets.in(home)).serverSettings();
        set.remove("unix_socket_directories"); // the image's script needs its own
        List<String> started =
                set.stringPropertyNames().stream()
                        .map(name -> name + "=" + set.getProperty(name))
                        .toList();

        List<String> words = words("postgres", "command");
        assertThat(words.getFirst()).isEqualTo("postgres");
        assertThat(words.stream().skip(1).filter(word -> !word.equals("-c")).toList())
                .containsExactlyInAnyOrderElementsOf(started);
        assertThat(Versions.POSTGRES)
                .startsWith(image("postgres").substring("postgres:".length()) + ".");
    }

    @Test
    void theSandboxHasTheSettingsOfUp() {
        assertThat(words("sandbox", "command"))
                .isEqualTo(new SandboxProcess(usual()).options(STATE));
        assertThat(words("sandbox", "volumes")).containsExactly("sandbox:" + STATE);
    }

    @Test
    void allListenOnTheHostsLoopbackOnly() {
        assertThat(services().values())
                .allSatisfy(service ->
                        assertThat(map(service))
                                .containsEntry("network_mode", "host")
                                .doesNotContainKey("ports"));
    }

    @Test
    void healthIsAskedWhereThePartsListen() {
        Ports ports = Ports.USUAL;
        assertThat(healthcheck("broker")).contains(Integer.toString(ports.web()));
        assertThat(healthcheck("keycloak")).contains(Integer.toString(ports.keycloak()));
        assertThat(healthcheck("sandbox")).contains(Integer.toString(ports.sandbox()));
        assertThat(healthcheck("postgres")).contains("--port=" + ports.postgres());
    }

    @Test
    void theImagesHoldWhatTheBuildMakes() throws IOException {
        Artifacts built = Artifacts.of(CHECKOUT);
        List<String> copied =
                Pattern.compile("^COPY (?:--\\S+ )*(\\S+) ", Pattern.MULTILINE)
                        .matcher(Files.readString(CHECKOUT.resolve("Dockerfile")))
                        .results()
                        .map(copy -> copy.group(1))
                        .toList();

        assertThat(copied)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(
                                        CHECKOUT.resolve("docker/answers.sh"),
                                        built.server(),
                                        built.war(),
                                        built.sandbox(),
                                        built.sandbox().resolveSibling("lib"))
                                .map(file -> CHECKOUT.relativize(file).toString())
                                .toList());
        List<String> sent =
                Files.readAllLines(CHECKOUT.resolve(".dockerignore")).stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();
        assertThat(copied).allMatch(file -> sent.stream().anyMatch(file::startsWith));
    }

    @Test
    void theInstallationsStepsMakeEveryPassword() throws IOException {
        String steps = Files.readString(CHECKOUT.resolve("docs/installation.md"));
        String compose = Files.readString(CHECKOUT.resolve("docker-compose.yml"));

        assertThat(FROM_ENV.matcher(compose).results().map(MatchResult::group).distinct())
                .hasSize(6);
        assertThat(FROM_ENV.matcher(compose).results().map(found -> found.group(1)))
                .allMatch(steps::contains);
    }

    /// The script's roles against those of [Postgres#settle], in two databases.
    @Test
    void theScriptMakesTheRolesOfUp() throws Exception {
        assumeThat(psqlIsHere()).as("psql, which the image has").isTrue();
        StackSettings one = StackSettings.temporaryIn(Files.createDirectory(home.resolve("one")));
        StackSettings two = StackSettings.temporaryIn(Files.createDirectory(home.resolve("two")));

        List<String> ofUp = roles(one, false);
        List<String> ofTheScript = roles(two, true);

        assertThat(ofUp).hasSize(4);
        assertThat(ofTheScript).isEqualTo(ofUp);
    }

    private static boolean psqlIsHere() throws InterruptedException {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> roles(StackSettings settings, boolean script) throws Exception {
        Secrets secrets = Secrets.in(settings.home());
        Postgres postgres = new Postgres(settings, secrets);
        postgres.prepare(Steps.SILENT);
        postgres.launch();
        try {
            assertThat(
                            Await.until(
                                    postgres::answers,
                                    postgres.patience(),
                                    java.time.Duration.ofMillis(50)))
                    .isTrue();
            if (script) {
                run(settings, secrets);
            } else {
                postgres.settle();
            }
            for (String role : List.of("gridfare_owner", "gridfare_app", "gridfare_jobs")) {
                postgres.connect(role).close();
            }
            return described(settings, secrets);
        } finally {
            postgres.stop();
        }
    }

    private static void run(StackSettings settings, Secrets secrets)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", CHECKOUT.resolve("docker/roles.sh").toString())
                        .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PGHOST", "127.0.0.1");
        environment.put("PGPORT", Integer.toString(settings.ports().postgres()));
        environment.put("PGPASSWORD", secrets.get(Secrets.SUPERUSER));
        for (String name : List.of(Secrets.OWNER, Secrets.APP, Secrets.JOBS)) {
            environment.put(name, secrets.get(name));
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static List<String> described(StackSettings settings, Secrets secrets)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/gridfare"
                                        .formatted(settings.ports().postgres()),
                                "postgres",
                                secrets.get(Secrets.SUPERUSER));
                var found =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        select rolname || ' ' || rolcanlogin || rolsuper || rolcreatedb
                                               || rolcreaterole || rolbypassrls || rolinherit || rolreplication
                                        from pg_roles where rolname like 'gridfare%'
                                        union all
                                        select datname || ' ' || pg_get_userbyid(datdba) || ' ' || datacl::text
                                        from pg_database where datname = 'gridfare'
                                        order by 1\
                                        """)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    private StackSettings usual() {
        return new StackSettings(home, home, Ports.USUAL, Artifacts.of(CHECKOUT), Map.of(), false);
    }

    private static Map<String, Object> services() {
        try (var file = Files.newBufferedReader(CHECKOUT.resolve("docker-compose.yml"))) {
            Object all = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return map(map(all).get("services"));
        } catch (IOException e) {
            throw new IllegalStateException("No docker-compose.yml.", e);
        }
    }

    private static @Nullable Object part(String service, String key) {
        return map(services().get(service)).get(key);
    }

    private static String image(String service) {
        return String.valueOf(part(service, "image"));
    }

    private static List<String> words(String service, String key) {
        return list(part(service, key));
    }

    private static List<String> healthcheck(String service) {
        return list(map(part(service, "healthcheck")).get("test"));
    }

    private static Map<String, String> environment(String service) {
        Map<String, String> all = new HashMap<>();
        map(part(service, "environment"))
                .forEach((name, value) -> {
                    var fromEnv = FROM_ENV.matcher(String.valueOf(value));
                    all.put(
                            name,
                            fromEnv.matches()
                                    ? "from .env: " + fromEnv.group(1)
                                    : String.valueOf(value));
                });
        return all;
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> found) {
            found.forEach((name, inner) -> map.put(String.valueOf(name), inner));
        }
        return map;
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of();
    }
}
