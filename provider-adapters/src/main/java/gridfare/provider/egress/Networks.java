package gridfare.provider.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// The networks that no tenant may have opened: those of RFC 6890 and its successors that are not
/// the public Internet. The checks of [InetAddress] know too few of them.
final class Networks {

    private static final class Network {

        private final byte[] prefix;
        private final int bits;

        private Network(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        static Network of(String text) {
            String[] parts = text.split("/", -1);
            return new Network(literal(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) return false;
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) return false;
            }
            return true;
        }
    }

    private static final List<Network> DENIED =
            List.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "224.0.0.0/4",
                            "240.0.0.0/4",
                            "2001::/32",
                            "2001:db8::/32",
                            "2002::/16",
                            "3fff::/20")
                    .stream()
                    .map(Network::of)
                    .toList();

    /// All public IPv6 addresses given out so far.
    private static final Network GLOBAL = Network.of("2000::/3");

    /// The last four bytes are an IPv4 address that a translator would reach.
    private static final Network TRANSLATED = Network.of("64:ff9b::/96");

    private Networks() {}

    static boolean denied(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (TRANSLATED.holds(bytes)) bytes = Arrays.copyOfRange(bytes, 12, 16);
        byte[] judged = bytes;
        return (judged.length == 16 && !GLOBAL.holds(judged))
                || DENIED.stream().anyMatch(network -> network.holds(judged));
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
