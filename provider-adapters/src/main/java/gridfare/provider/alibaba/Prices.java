package gridfare.provider.alibaba;

import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The vendor's price fields, which its SDK hands us as [Float].
///
/// A float keeps seven digits, and its text is the shortest decimal that means the same float: so
/// the text is what the vendor wrote, up to seven digits. A `double` would show what the float
/// lost.
final class Prices {

    /// The vendor takes a bid in thousandths.
    private static final int BID_DIGITS = 3;

    private Prices() {}

    /// A price as it was told for an instant.
    record Dated(Money price, Instant at) {
        /// Of two for the same second, the one told later.
        Dated newer(Dated toldLater) {
            return toldLater.at.isBefore(at) ? this : toldLater;
        }
    }

    static Optional<Money> money(@Nullable Float price, @Nullable String currency) {
        if (price == null || currency == null || !Float.isFinite(price) || price < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Money.nearest(
                            new BigDecimal(price.toString()), Currency.getInstance(currency)));
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<Dated> dated(
            @Nullable Float price, @Nullable String currency, @Nullable String at) {
        if (at == null) return Optional.empty();
        try {
            var instant = Instant.parse(at);
            return money(price, currency).map(money -> new Dated(money, instant));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /// The bid, rounded down, so that never more is offered than was allowed.
    static Float bid(Money highest) {
        return highest.amount().setScale(BID_DIGITS, RoundingMode.FLOOR).floatValue();
    }
}
