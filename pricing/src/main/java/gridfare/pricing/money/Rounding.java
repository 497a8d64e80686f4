package gridfare.pricing.money;

import java.math.BigInteger;

/// The one way this package rounds: half away from zero.
final class Rounding {

    private Rounding() {}

    /// `value` × `factor` / `divisor`, rounded once. Exact for any product; only the result has to
    /// fit.
    ///
    /// @throws ArithmeticException if it does not
    static long multiplyDivide(long value, long factor, long divisor) {
        long product = value * factor;
        if (Math.multiplyHigh(value, factor) == product >> 63) {
            return divide(product, divisor);
        }
        BigInteger[] whole =
                BigInteger.valueOf(value)
                        .multiply(BigInteger.valueOf(factor))
                        .divideAndRemainder(BigInteger.valueOf(divisor));
        boolean up = roundsAway(whole[1].longValueExact(), divisor);
        BigInteger rounded = up ? whole[0].add(BigInteger.valueOf(whole[1].signum())) : whole[0];
        return rounded.longValueExact();
    }

    private static long divide(long product, long divisor) {
        long quotient = product / divisor;
        long rest = product % divisor;
        return roundsAway(rest, divisor) ? quotient + Long.signum(rest) : quotient;
    }

    /// Whether a rest of a division by the positive `divisor` is at least half of it.
    private static boolean roundsAway(long rest, long divisor) {
        long size = Math.abs(rest);
        return size >= divisor - size;
    }
}
