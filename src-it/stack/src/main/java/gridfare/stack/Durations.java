package gridfare.stack;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people type them: `90s`, `30m`, `3h`, `1d12h`.
final class Durations {

    private static final Pattern PIECE = Pattern.compile("(\\d{1,9})([dhms])");
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}[dhms])+");

    private Durations() {}

    static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new StackFailure(text + " is no duration: write 90s, 30m, 3h or 1d12h.");
        }
        Duration sum = Duration.ZERO;
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            long count = Long.parseLong(pieces.group(1));
            sum =
                    sum.plus(
                            switch (pieces.group(2)) {
                                case "d" -> Duration.ofDays(count);
                                case "h" -> Duration.ofHours(count);
                                case "m" -> Duration.ofMinutes(count);
                                default -> Duration.ofSeconds(count);
                            });
        }
        return sum;
    }
}
