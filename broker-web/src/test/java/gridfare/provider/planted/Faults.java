package gridfare.provider.planted;

import gridfare.billing.stripe.StripeSettings;
import gridfare.provider.plantedtoo.Neighbour;
import org.jspecify.annotations.Nullable;

/// Each class breaks one rule.
public final class Faults {

    public static class KnowsBilling {
        @Nullable StripeSettings found;
    }

    public static class KnowsItsNeighbour {
        @Nullable Neighbour found;
    }
}
