package gridfare.pricing.rating;

import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.LedgerAmount;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/// What part of a month's fee is given back for how little of the month a service was there.
/// Availability is compared exactly, by seconds, and never as a rounded percentage: 43.2 minutes of
/// a 30-day month are 99.9 % on the dot and earn nothing.
public record AvailabilityLadder(List<Rung> rungs) {

    /// Below 99.9 % a tenth, below 99.0 % three tenths, below 95.0 % all of it.
    public static final AvailabilityLadder STARTING =
            new AvailabilityLadder(List.of(rung(9_990, 10), rung(9_900, 30), rung(9_500, 100)));

    private static final long WHOLE = 10_000;

    /// @param below the availability under which the rung is reached
    /// @param credit the share of the fee
    public record Rung(BasisPoints below, BasisPoints credit) {}

    public AvailabilityLadder {
        rungs = rungs.stream().sorted(Comparator.comparing(Rung::below)).toList();
    }

    /// @param charged the fee that was really charged for the month, after proration and discounts
    /// @param downSeconds summed over the month's incidents
    /// @return what is given back, never negative and never more than was charged
    public LedgerAmount creditFor(LedgerAmount charged, Period month, long downSeconds) {
        long down = Math.clamp(downSeconds, 0, month.seconds());
        BigInteger up = BigInteger.valueOf(month.seconds() - down);
        BigInteger available = up.multiply(BigInteger.valueOf(WHOLE));
        for (Rung rung : rungs) {
            BigInteger promised =
                    BigInteger.valueOf(month.seconds())
                            .multiply(BigInteger.valueOf(rung.below().value()));
            if (available.compareTo(promised) < 0) {
                LedgerAmount credit = rung.credit().of(charged);
                return credit.exceeds(charged) ? charged : credit;
            }
        }
        return LedgerAmount.zero(charged.currency());
    }

    private static Rung rung(int belowBasisPoints, int percent) {
        return new Rung(new BasisPoints(belowBasisPoints), BasisPoints.percent(percent));
    }
}
