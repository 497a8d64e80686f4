package gridfare.provider.limit;

import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Vendors' price fields.
public final class Prices {

    private Prices() {}

    /// A price that an SDK hands us as a [Float]. A float keeps seven digits, and its text is the
    /// shortest decimal that means the same float: so the text is what the vendor wrote, up to
    /// seven digits. A `double` would show what the float lost.
    public static Optional<Money> money(@Nullable Float price, @Nullable String currency) {
        return price == null || !Float.isFinite(price)
                ? Optional.empty()
                : money(new BigDecimal(price.toString()), currency);
    }

    public static Optional<Money> money(@Nullable BigDecimal price, @Nullable String currency) {
        if (price == null || currency == null || price.signum() < 0) return Optional.empty();
        try {
            return Optional.of(Money.nearest(price, Currency.getInstance(currency)));
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }
}
