package gridfare.pricing.trust;

import java.util.OptionalInt;

/// How many spares keep a run whole. Each of its parts is up with the same probability,
/// independently of the others.
public final class Spares {

    private Spares() {}

    /// The probability that at least `needed` of `total` are up: 8 of 8 at 99.5 % is 96.07 %, 1 000
    /// of 1 005 is 61.2 %, 1 000 of 1 010 is 98.6 %.
    ///
    /// The binomial distribution, summed over the number that are down, in logarithms so that
    /// thousands of parts do not underflow.
    ///
    /// @param up probability that one is up, above 0 and at most 1
    public static double probability(int needed, int total, double up) {
        if (needed < 1 || total < needed || !(up > 0 && up <= 1)) {
            throw new IllegalArgumentException(
                    "%d of %d, each up with %s.".formatted(needed, total, up));
        }
        if (up == 1) return 1;
        double logUp = Math.log(up);
        double logDown = Math.log1p(-up);
        double logWays = 0;
        double sum = 0;
        for (int down = 0; down <= total - needed; down++) {
            sum += Math.exp(logWays + (total - down) * logUp + down * logDown);
            logWays += Math.log(total - down) - Math.log(down + 1.0);
        }
        return Math.min(1, sum);
    }

    /// The fewest spares with which at least `needed` are up with at least `target`; empty where
    /// even `most` are too few.
    public static OptionalInt fewest(int needed, double up, double target, int most) {
        for (int spares = 0; spares <= most; spares++) {
            if (probability(needed, needed + spares, up) >= target) return OptionalInt.of(spares);
        }
        return OptionalInt.empty();
    }
}
