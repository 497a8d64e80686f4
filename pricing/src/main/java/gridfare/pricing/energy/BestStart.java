package gridfare.pricing.energy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When deferrable work runs best by an hourly figure: the price of power or its carbon. "Follow
/// the sun", exactly.
///
/// Power is drawn evenly, so a run's cost is its hours' mean. As a start moves through an hour that
/// mean is linear between the instants at which start or end passes a whole hour, so the best start
/// is one of those instants or an end of the window: two candidates an hour, each answered by
/// prefix sums. Cost grows with the hours of the window.
///
/// Any of the answers is at most the baseline, because starting now is one of the candidates.
public final class BestStart {

    private static final long HOUR = HourlySeries.SECONDS_PER_HOUR;

    private BestStart() {}

    /// A piece of time in which it runs.
    public record Slot(Instant start, Instant end) {}

    /// @param slots in order; one where it runs without a pause
    /// @param mean the figure's mean over them
    /// @param baseline the mean when it starts at the beginning of the window instead
    public record Best(List<Slot> slots, double mean, double baseline) {

        public Best {
            slots = List.copyOf(slots);
        }

        /// What it saves against the baseline, 0 to 1; 0 where the baseline costs nothing.
        public double saving() {
            return baseline <= 0 ? 0 : Math.max(0, 1 - mean / baseline);
        }
    }

    /// The best start of a run without a pause; the earliest of equals.
    ///
    /// @param earliest it may start; the baseline
    /// @param latestEnd it has to be done
    /// @return empty where it does not fit, or the baseline is not known. Starts over hours that
    ///   are not known are left out.
    public static Optional<Best> contiguous(
            HourlySeries series, Instant earliest, Instant latestEnd, long seconds) {
        Sums sums = Sums.of(series, earliest, latestEnd);
        long from = earliest.getEpochSecond();
        long last = latestEnd.getEpochSecond() - seconds;
        if (seconds < 1 || last < from || !sums.isKnown(from, from + seconds)) {
            return Optional.empty();
        }
        double baseline = sums.mean(from, from + seconds);
        double best = baseline;
        long start = from;
        long firstHour = Math.ceilDiv(from, HOUR) * HOUR;
        long endOffset = Math.floorMod(-seconds, HOUR); // starts that end on a whole hour
        for (long hour = firstHour - HOUR; hour <= last; hour += HOUR) {
            for (long at : new long[] {hour, hour + endOffset}) {
                if (at <= from || at > last || !sums.isKnown(at, at + seconds)) continue;
                double mean = sums.mean(at, at + seconds);
                if (mean < best) {
                    best = mean;
                    start = at;
                }
            }
        }
        if (last > from && sums.isKnown(last, last + seconds)) {
            double mean = sums.mean(last, last + seconds);
            if (mean < best) {
                best = mean;
                start = last;
            }
        }
        return Optional.of(
                new Best(
                        List.of(
                                new Slot(
                                        Instant.ofEpochSecond(start),
                                        Instant.ofEpochSecond(start + seconds))),
                        best,
                        baseline));
    }

    /// The best hours of a run that may pause as often as it likes: the least hours of the window,
    /// the last of them in part; earlier ones first among equals.
    public static Optional<Best> pausing(
            HourlySeries series, Instant earliest, Instant latestEnd, long seconds) {
        Sums sums = Sums.of(series, earliest, latestEnd);
        long from = earliest.getEpochSecond();
        long end = latestEnd.getEpochSecond();
        if (seconds < 1 || end - from < seconds || !sums.isKnown(from, from + seconds)) {
            return Optional.empty();
        }
        record Piece(long start, long end, double figure) {}
        List<Piece> pieces = new ArrayList<>();
        for (long at = from; at < end; ) {
            long next = Math.min(end, (Math.floorDiv(at, HOUR) + 1) * HOUR);
            if (sums.isKnown(at, next)) pieces.add(new Piece(at, next, sums.mean(at, next)));
            at = next;
        }
        pieces.sort(Comparator.comparingDouble(Piece::figure).thenComparingLong(Piece::start));
        List<long[]> taken = new ArrayList<>();
        double weighted = 0;
        long left = seconds;
        for (Piece piece : pieces) {
            if (left == 0) break;
            long time = Math.min(left, piece.end() - piece.start());
            taken.add(new long[] {piece.start(), piece.start() + time});
            weighted += piece.figure() * time;
            left -= time;
        }
        double baseline = sums.mean(from, from + seconds);
        return Optional.of(new Best(joined(taken), weighted / seconds, baseline));
    }

    private static List<Slot> joined(List<long[]> taken) {
        taken.sort(Comparator.comparingLong(slot -> slot[0]));
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < taken.size(); ) {
            long start = taken.get(i)[0];
            long end = taken.get(i)[1];
            for (i++; i < taken.size() && taken.get(i)[0] == end; i++) end = taken.get(i)[1];
            slots.add(new Slot(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end)));
        }
        return slots;
    }

    /// Prefix sums over the whole hours that hold a window, so that any mean takes the same time.
    private static final class Sums {

        private final long first;
        private final double[] figures;
        private final double[] before;
        private final int[] unknown;

        private Sums(long first, double[] figures) {
            this.first = first;
            this.figures = figures;
            this.before = new double[figures.length + 1];
            this.unknown = new int[figures.length + 1];
            for (int i = 0; i < figures.length; i++) {
                boolean known = !Double.isNaN(figures[i]);
                before[i + 1] = before[i] + (known ? figures[i] * HOUR : 0);
                unknown[i + 1] = unknown[i] + (known ? 0 : 1);
            }
        }

        static Sums of(HourlySeries series, Instant from, Instant to) {
            long first = Math.floorDiv(from.getEpochSecond(), HOUR);
            long end = Math.max(first, Math.ceilDiv(to.getEpochSecond(), HOUR));
            double[] figures = new double[Math.toIntExact(end - first)];
            Arrays.setAll(
                    figures,
                    i -> series.at(Instant.ofEpochSecond((first + i) * HOUR)).orElse(Double.NaN));
            return new Sums(first, figures);
        }

        boolean isKnown(long from, long to) {
            return unknown[hourAfter(to)] == unknown[hourOf(from)];
        }

        /// Between whole seconds; every hour of it is known.
        double mean(long from, long to) {
            return (upTo(to) - upTo(from)) / (to - from);
        }

        private double upTo(long second) {
            int hour = hourOf(second);
            long into = second - (first + hour) * HOUR;
            // An unknown hour counts nothing; its mean is never asked for.
            return before[hour] + (into == 0 || unknownAt(hour) ? 0 : figures[hour] * into);
        }

        private boolean unknownAt(int hour) {
            return unknown[hour + 1] > unknown[hour];
        }

        private int hourOf(long second) {
            return Math.toIntExact(Math.floorDiv(second, HOUR) - first);
        }

        private int hourAfter(long second) {
            return Math.toIntExact(Math.ceilDiv(second, HOUR) - first);
        }
    }
}
