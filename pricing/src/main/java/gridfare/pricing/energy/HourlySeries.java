package gridfare.pricing.energy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.OptionalDouble;

/// A figure hour by hour. Hours begin on whole UTC hours. An hour that is not known makes every
/// mean over it unknown.
public sealed interface HourlySeries {

    /// The figure in the hour that holds `at`.
    OptionalDouble at(Instant at);

    /// The time-weighted mean over `[from, to)`.
    ///
    /// @throws IllegalArgumentException unless `from` is before `to`
    default OptionalDouble mean(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("[%s, %s) is empty.".formatted(from, to));
        }
        double weighted = 0;
        Instant start = from;
        while (start.isBefore(to)) {
            Instant hourEnd = hourOf(start).plus(Duration.ofHours(1));
            Instant end = hourEnd.isBefore(to) ? hourEnd : to;
            OptionalDouble value = at(start);
            if (value.isEmpty()) return OptionalDouble.empty();
            weighted += value.getAsDouble() * seconds(start, end);
            start = end;
        }
        return OptionalDouble.of(weighted / seconds(from, to));
    }

    /// The same at all hours, such as a yearly average.
    static HourlySeries constant(double value) {
        return new Constant(value);
    }

    /// Readings and forecasts from `firstHour` on; `NaN` is an hour that is not known.
    static HourlySeries readings(Instant firstHour, double... values) {
        return new Readings(firstHour, values);
    }

    /// A tariff: twelve months of 24 local hours.
    static HourlySeries monthly(ZoneOffset offset, double[][] monthHour) {
        return new Monthly(offset, monthHour);
    }

    record Constant(double value) implements HourlySeries {

        public Constant {
            if (!Double.isFinite(value))
                throw new IllegalArgumentException(value + " is no figure.");
        }

        @Override
        public OptionalDouble at(Instant at) {
            return OptionalDouble.of(value);
        }

        @Override
        public OptionalDouble mean(Instant from, Instant to) {
            return OptionalDouble.of(value);
        }
    }

    /// A class and no record, because an array inside a record compares by identity.
    final class Readings implements HourlySeries {
        private final long firstHour;
        private final double[] values;

        private Readings(Instant firstHour, double[] values) {
            if (!firstHour.equals(hourOf(firstHour))) {
                throw new IllegalArgumentException(firstHour + " is no whole hour.");
            }
            this.firstHour = firstHour.getEpochSecond() / SECONDS_PER_HOUR;
            this.values = values.clone();
        }

        @Override
        public OptionalDouble at(Instant at) {
            long index = Math.floorDiv(at.getEpochSecond(), SECONDS_PER_HOUR) - firstHour;
            if (index < 0 || index >= values.length) return OptionalDouble.empty();
            double value = values[(int) index];
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /// Local hours of a fixed offset; where that is no whole hour, an hour takes the value of the
    /// instant asked for.
    final class Monthly implements HourlySeries {
        private final ZoneOffset offset;
        private final double[][] monthHour;

        private Monthly(ZoneOffset offset, double[][] monthHour) {
            if (monthHour.length != 12
                    || Arrays.stream(monthHour).anyMatch(hours -> hours.length != 24)) {
                throw new IllegalArgumentException("A tariff is twelve months of 24 hours.");
            }
            this.offset = offset;
            this.monthHour = Arrays.stream(monthHour).map(double[]::clone).toArray(double[][]::new);
        }

        @Override
        public OptionalDouble at(Instant at) {
            ZonedDateTime local = at.atZone(offset);
            double value = monthHour[local.getMonthValue() - 1][local.getHour()];
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /// Seconds of an hour.
    long SECONDS_PER_HOUR = 3_600;

    private static Instant hourOf(Instant at) {
        return Instant.ofEpochSecond(
                Math.floorDiv(at.getEpochSecond(), SECONDS_PER_HOUR) * SECONDS_PER_HOUR);
    }

    private static double seconds(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.getSeconds() + between.getNano() / 1e9;
    }
}
