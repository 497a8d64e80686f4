package gridfare.pricing.rating;

import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.LedgerAmount;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount in two parts that add up to it: the first is rounded, the second takes the rest.
///
/// @param first the provider's share, or the net amount
/// @param rest the broker's share, or the tax
public record Division(LedgerAmount first, LedgerAmount rest) {

    private static final int SHARE_DIGITS = 4;

    /// A share for the first party, under a contract of REVENUE_SHARE.
    public static Division share(LedgerAmount whole, BasisPoints first) {
        LedgerAmount share = first.of(whole);
        return new Division(share, whole.minus(share));
    }

    /// An amount that includes tax: net = gross / (1 + rate), tax = the rest.
    public static Division ofGross(LedgerAmount gross, BasisPoints taxRate) {
        BigDecimal net =
                gross.amount()
                        .divide(
                                BigDecimal.ONE.add(taxRate.share()).setScale(SHARE_DIGITS),
                                gross.amount().scale(),
                                RoundingMode.HALF_UP);
        LedgerAmount first = LedgerAmount.of(net, gross.currency());
        return new Division(first, gross.minus(first));
    }

    public LedgerAmount whole() {
        return first.plus(rest);
    }

    /// A part of this one, such as a partial refund or a red letter: divided by itself, but the
    /// part that leaves nothing takes whatever is left, so that all parts add up to this.
    ///
    /// @param taken what earlier parts took of it
    /// @throws IllegalArgumentException if `amount` is more than is left
    public Division part(LedgerAmount amount, Division taken, BasisPoints taxRate) {
        LedgerAmount left = whole().minus(taken.whole());
        if (amount.exceeds(left) || amount.isNegative()) {
            throw new IllegalArgumentException("%s of %s.".formatted(amount, left));
        }
        if (amount.equals(left)) {
            return new Division(first.minus(taken.first()), rest.minus(taken.rest()));
        }
        Division part = ofGross(amount, taxRate);
        // The parts before may have been rounded down so far that nothing is left of one side.
        LedgerAmount netLeft = first.minus(taken.first());
        LedgerAmount taxLeft = rest.minus(taken.rest());
        if (part.first().exceeds(netLeft)) return new Division(netLeft, amount.minus(netLeft));
        if (part.rest().exceeds(taxLeft)) return new Division(amount.minus(taxLeft), taxLeft);
        return part;
    }

    public static Division none(LedgerAmount like) {
        LedgerAmount zero = LedgerAmount.zero(like.currency());
        return new Division(zero, zero);
    }

    public Division plus(Division other) {
        return new Division(first.plus(other.first), rest.plus(other.rest));
    }
}
