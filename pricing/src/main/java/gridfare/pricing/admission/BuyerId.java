package gridfare.pricing.admission;

import java.util.UUID;

/// Between whom shares are fair: for the product, an organisation.
public record BuyerId(UUID uuid) {

    @Override
    public String toString() {
        return uuid.toString();
    }
}
