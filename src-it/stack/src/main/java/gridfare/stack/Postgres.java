package gridfare.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL from programs that come as a Maven artifact, with the product's database and its
/// three roles. Runs as root and as an ordinary user; its data survives.
public final class Postgres implements Part {

    private static final String DATABASE = "gridfare";
    private static final String SUPERUSER = "postgres";
    private static final String PROGRAMS = "/postgres-linux-x86_64.txz";

    /// Where any account may go, for [PostgresAccount#NOBODY].
    private static final Path OPEN = Path.of("/var/tmp/gridfare-postgres");

    private final StackSettings settings;
    private final Secrets secrets;
    private final PostgresAccount account;
    private final Daemon daemon;
    private final Path base;

    Postgres(StackSettings settings, Secrets secrets) {
        this(settings, secrets, PostgresAccount.here());
    }

    Postgres(StackSettings settings, Secrets secrets, PostgresAccount account) {
        this.settings = settings;
        this.secrets = secrets;
        this.account = account;
        this.daemon = new Daemon(settings.pid("postgres"), settings.log("postgres"));
        this.base =
                account.needsOpenFolders()
                        ? OPEN.resolve(Hash.of(settings.home().toString()))
                        : settings.data("postgres");
    }

    @Override
    public String id() {
        return "postgres";
    }

    @Override
    public String name() {
        return "PostgreSQL " + Versions.POSTGRES;
    }

    @Override
    public String address() {
        return "127.0.0.1:" + settings.ports().postgres();
    }

    @Override
    public Daemon daemon() {
        return daemon;
    }

    @Override
    public List<Ports.Use> ports() {
        return List.of(settings.ports().databaseUse());
    }

    /// Where the product's database is, for JDBC; user names are `gridfare_owner` and so on.
    public String jdbcUrl() {
        return url(DATABASE);
    }

    /// @param role `gridfare_owner`, `gridfare_app`, `gridfare_jobs` or `postgres`
    public String password(String role) {
        return secrets.get(
                switch (role) {
                    case "gridfare_owner" -> Secrets.OWNER;
                    case "gridfare_app" -> Secrets.APP;
                    case "gridfare_jobs" -> Secrets.JOBS;
                    case SUPERUSER -> Secrets.SUPERUSER;
                    default -> throw new IllegalArgumentException("No role " + role);
                });
    }

    /// A connection to the product's database.
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), role, password(role));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.ports().postgres(), database);
    }

    /// Where all of it lies, also where that is outside the stack's home.
    Path base() {
        return base;
    }

    private Path cluster() {
        return base.resolve("cluster");
    }

    private Path programs() {
        if (account.needsOpenFolders()) {
            mustBeOurs();
        }
        Path cache = account.needsOpenFolders() ? OPEN : settings.cache();
        return Cache.folder(cache, "postgresql-" + Versions.POSTGRES, Postgres::unpack)
                .resolve("bin");
    }

    /// Anyone may make folders in `/var/tmp`: what we start from there must not be another's.
    private static void mustBeOurs() {
        try {
            Files.createDirectories(OPEN);
            String owner = Files.getOwner(OPEN).getName();
            if (!owner.equals(System.getProperty("user.name"))) {
                throw new StackFailure("%s belongs to %s; delete it.".formatted(OPEN, owner));
            }
        } catch (IOException e) {
            throw new StackFailure("Cannot use " + OPEN + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream packed = Postgres.class.getResourceAsStream(PROGRAMS)) {
            if (packed == null) {
                throw new StackFailure(
                        "PostgreSQL's programs for this machine are not on the class path: "
                                + PROGRAMS);
            }
            TarArchiveInputStream tar =
                    new TarArchiveInputStream(
                            new XZCompressorInputStream(new BufferedInputStream(packed)));
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException(entry.getName() + " leaves the folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(
                            file,
                            PosixFilePermissions.fromString(
                                    (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    @Override
    public void prepare(Steps steps) {
        if (Files.exists(cluster().resolve("PG_VERSION"))) {
            return;
        }
        Path programs = programs();
        try {
            Files.createDirectories(base);
            account.own(base);
            Trees.delete(cluster()); // left by an attempt that did not come to its end
            Path unfinished = base.resolve("unfinished");
            Trees.delete(unfinished);
            Path password = Files.createTempFile(base, "password", "");
            account.own(password);
            Files.writeString(password, secrets.get(Secrets.SUPERUSER) + "\n");
            List<String> initdb =
                    List.of(
                            programs.resolve("initdb").toString(),
                            "--pgdata=" + unfinished,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--no-sync");
            try {
                run(initdb);
            } finally {
                Files.delete(password);
            }
            Files.move(unfinished, cluster());
        } catch (IOException e) {
            throw new StackFailure("Cannot make the database in %s: %s".formatted(base, e), e);
        }
    }

    private void run(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(account.running(command))
                        .directory(base.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new StackFailure(command.getFirst() + " failed:\n" + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }

    @Override
    public void launch() {
        List<String> command = new ArrayList<>();
        command.add(programs().resolve("postgres").toString());
        command.addAll(List.of("-D", cluster().toString()));
        Properties set = serverSettings();
        if (settings.throwaway()) {
            set.setProperty("fsync", "off");
            set.setProperty("full_page_writes", "off");
        }
        for (String name : set.stringPropertyNames()) {
            command.add("-c");
            command.add(name + "=" + set.getProperty(name));
        }
        daemon.start(account.running(command), Map.of("TZ", "UTC"), base);
    }

    /// What differs from PostgreSQL's own defaults.
    Properties serverSettings() {
        Properties set = new Properties();
        set.setProperty("listen_addresses", "127.0.0.1");
        set.setProperty("port", Integer.toString(settings.ports().postgres()));
        set.setProperty("unix_socket_directories", ""); // its path would be too long for some homes
        set.setProperty("max_connections", "200");
        set.setProperty("timezone", "UTC");
        set.setProperty("log_timezone", "UTC");
        set.setProperty("log_line_prefix", "%m [%p] %q%u@%d ");
        set.setProperty("password_encryption", "scram-sha-256");
        return set;
    }

    @Override
    public boolean answers() {
        try (Connection connection = administer(SUPERUSER)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60); // after a power cut it reads its journal first
    }

    private Connection administer(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database) + "?connectTimeout=2", SUPERUSER, secrets.get(Secrets.SUPERUSER));
    }

    /// Roles and database, where they are missing. What the roles may do with tables is in the
    /// migrations.
    @Override
    public void settle() {
        try (Connection connection = administer(SUPERUSER);
                Statement statement = connection.createStatement()) {
            for (String role : List.of("gridfare_owner", "gridfare_app", "gridfare_jobs")) {
                if (!exists(statement, "select from pg_roles where rolname = '" + role + "'")) {
                    statement.execute("create role " + role);
                }
                statement.execute(
                        "alter role %s login nosuperuser nocreatedb nocreaterole nobypassrls password '%s'"
                                .formatted(role, password(role)));
            }
            if (!exists(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database gridfare owner gridfare_owner");
                statement.execute("revoke all on database gridfare from public");
                statement.execute(
                        "grant connect on database gridfare to gridfare_app, gridfare_jobs");
            }
        } catch (SQLException e) {
            throw new StackFailure("Cannot make the database's roles: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /// A fast shutdown: open transactions are rolled back, nothing committed is lost.
    @Override
    public void stop() {
        daemon.stop("INT");
    }
}
