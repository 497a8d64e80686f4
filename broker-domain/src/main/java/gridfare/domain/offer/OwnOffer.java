package gridfare.domain.offer;

import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a seller's account offers, as last gathered: also what is not on sale.
///
/// @param place e.g. `Guiyang`
/// @param onSale whether the provider sells it at present
/// @param price of one instance for one hour; null until the first price is known
/// @param free instances as last told
/// @param claimed instances let and not yet counted by the provider
/// @param counted whether `free` is the provider's own count, or assumed from its word
/// @param seenAt when the stock was last told, wall time
public record OwnOffer(
        OfferId id,
        ProviderId provider,
        SiteId site,
        String siteCode,
        String place,
        String subdivision,
        ChipId chip,
        String instanceType,
        int gpusPerInstance,
        PurchaseOption purchaseOption,
        boolean onSale,
        @Nullable Money price,
        int free,
        int claimed,
        boolean counted,
        @Nullable Instant seenAt) {

    /// Instances that nobody has claimed.
    public int claimable() {
        return Math.max(0, free - claimed);
    }

    public Optional<Money> knownPrice() {
        return Optional.ofNullable(price);
    }

    public Optional<Instant> lastSeen() {
        return Optional.ofNullable(seenAt);
    }
}
