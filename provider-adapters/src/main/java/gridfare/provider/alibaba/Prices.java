package gridfare.provider.alibaba;

import gridfare.pricing.money.Money;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The vendor's price fields, which its SDK hands us as [Float], and our bids.
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
        return gridfare.provider.limit.Prices.money(price, currency);
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
