package gridfare.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/// Passwords and keys of one stack: made once, kept in a file that only its owner may read.
final class Secrets {

    static final String MASTER_KEY = "GRIDFARE_MASTER_KEY";
    static final String OWNER = "GRIDFARE_DB_OWNER_PASSWORD";
    static final String APP = "GRIDFARE_DB_APP_PASSWORD";
    static final String JOBS = "GRIDFARE_DB_JOBS_PASSWORD";
    static final String SUPERUSER = "GRIDFARE_DB_SUPERUSER_PASSWORD";

    private static final int KEY_BYTES = 32;

    private final Path file;
    private final Properties all = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    static Secrets in(Path home) {
        return new Secrets(home.resolve("secrets.properties"));
    }

    /// Reads the file, or makes it, when the first secret is asked for.
    synchronized String get(String name) {
        if (all.isEmpty()) {
            fill();
        }
        String value = all.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("No secret " + name);
        }
        return value;
    }

    private void fill() {
        try {
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    all.load(in);
                }
            }
            int known = all.size();
            SecureRandom random = new SecureRandom();
            for (String password : List.of(OWNER, APP, JOBS, SUPERUSER)) {
                all.computeIfAbsent(password, name -> encoder().encodeToString(bytes(random, 18)));
            }
            all.computeIfAbsent(
                    MASTER_KEY,
                    name -> Base64.getEncoder().encodeToString(bytes(random, KEY_BYTES)));
            if (all.size() > known) {
                write(file, all);
            }
        } catch (IOException e) {
            throw new StackFailure("Cannot keep the secrets in " + file + ": " + e, e);
        }
    }

    private static Base64.Encoder encoder() {
        return Base64.getUrlEncoder().withoutPadding();
    }

    private static byte[] bytes(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void write(Path file, Properties all) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            all.store(out, "Made for this machine by ./gridfare; ./gridfare reset makes new ones");
        }
    }
}
