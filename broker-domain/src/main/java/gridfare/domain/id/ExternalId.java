package gridfare.domain.id;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Writes and reads identifiers in the outside's form: `prefix_` and the UUID's 128 bits in 26
/// lower-case characters of Crockford base32 (https://www.crockford.com/base32.html), highest bits
/// first, so that the order of the text is the order of creation.
public final class ExternalId {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int[] VALUES = values();

    private ExternalId() {}

    public static String text(String prefix, UUID uuid) {
        StringBuilder text = new StringBuilder(prefix).append('_');
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        for (int shift = (LENGTH - 1) * 5; shift >= 0; shift -= 5) {
            text.append(ALPHABET.charAt((int) bits(high, low, shift)));
        }
        return text.toString();
    }

    /// Reads `text` if it is an identifier of the kind `prefix`; upper case is accepted.
    ///
    /// @return empty where the prefix is another one or the rest is no identifier
    public static <T> Optional<T> parse(String text, String prefix, Function<UUID, T> kind) {
        if (text.length() != prefix.length() + 1 + LENGTH
                || !text.startsWith(prefix)
                || text.charAt(prefix.length()) != '_') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = prefix.length() + 1; i < text.length(); i++) {
            char character = text.charAt(i);
            int value = character < VALUES.length ? VALUES[character] : -1;
            boolean overflows = i == prefix.length() + 1 && value > 7;
            if (value < 0 || overflows) {
                return Optional.empty();
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | value;
        }
        return Optional.of(kind.apply(new UUID(high, low)));
    }

    private static long bits(long high, long low, int shift) {
        if (shift >= 64) {
            return (high >>> (shift - 64)) & 31;
        }
        long fromLow = low >>> shift;
        long fromHigh = shift > 59 ? high << (64 - shift) : 0;
        return (fromLow | fromHigh) & 31;
    }

    private static int[] values() {
        int[] values = new int[128];
        Arrays.fill(values, -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = i;
            values[Character.toUpperCase(ALPHABET.charAt(i))] = i;
        }
        return values;
    }
}
