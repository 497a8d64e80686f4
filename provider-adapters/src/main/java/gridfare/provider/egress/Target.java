package gridfare.provider.egress;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An address taken to its parts: only what is written here is ever opened.
///
/// @param path with its query, in ASCII
record Target(String host, int port, String path) {

    static final Set<Integer> PORTS = Set.of(443, 8443);

    private static final int LONGEST_HOST = 253;

    /// Two labels at least, the last beginning with a letter: so no number that some parser takes
    /// for an IP address, and no name of the machine next door.
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /// @return empty if the gate does not open addresses written so
    static Optional<Target> of(URI address, Set<Integer> ports) {
        String host = address.getHost();
        if (host == null
                || !"https".equalsIgnoreCase(address.getScheme())
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null) {
            return Optional.empty();
        }
        String name = host.toLowerCase(Locale.ROOT);
        int port = address.getPort() == -1 ? 443 : address.getPort();
        if (name.length() > LONGEST_HOST
                || !NAME.matcher(name).matches()
                || !ports.contains(port)) {
            return Optional.empty();
        }
        URI ascii = URI.create(address.toASCIIString());
        String path = ascii.getRawPath();
        if (path == null || path.isEmpty()) path = "/";
        String query = ascii.getRawQuery();
        return Optional.of(new Target(name, port, query == null ? path : path + "?" + query));
    }

    String authority() {
        return port == 443 ? host : host + ":" + port;
    }
}
