package gridfare.domain.provider;

import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.money.Money;
import org.jspecify.annotations.Nullable;

/// An order for the machines of one leg.
///
/// @param instances 1 to 100
/// @param highestPerInstanceHour for SPOT the bid; null: the market's price
public record StartOrder(
        LegRef leg,
        String instanceType,
        int instances,
        PurchaseOption option,
        @Nullable Money highestPerInstanceHour) {

    public StartOrder {
        if (instances < 1 || instances > 100) {
            throw new IllegalArgumentException("Cannot order %d instances.".formatted(instances));
        }
    }
}
