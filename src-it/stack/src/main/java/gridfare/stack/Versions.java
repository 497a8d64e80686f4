package gridfare.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Versions of what we start, from the root pom.
final class Versions {

    static final String KEYCLOAK = of("keycloak");
    static final String POSTGRES = of("postgres");

    private Versions() {}

    private static String of(String name) {
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            Properties all = new Properties();
            all.load(in);
            return all.getProperty(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
