package gridfare.sandbox.machine;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;

/// Ids in each vendor's style.
final class MachineIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private MachineIds() {}

    static String next(String vendor, long number) {
        String unique =
                Long.toString(RANDOM.nextLong(36L * 36 * 36, 1L << 60), 36)
                        + Long.toString(number, 36);
        return switch (vendor) {
            case "alibaba" -> "i-" + padded(unique, 20);
            case "tencent" -> "ins-" + padded(unique, 8);
            default -> UUID.randomUUID().toString();
        };
    }

    private static String padded(String text, int length) {
        String filled = "0".repeat(Math.max(0, length - text.length())) + text;
        return filled.substring(filled.length() - length).toLowerCase(Locale.ROOT);
    }
}
