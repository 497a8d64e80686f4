package gridfare.billing.planted;

import gridfare.billing.plantedtoo.Egg;
import gridfare.web.config.Settings;
import org.jspecify.annotations.Nullable;

/// Each class breaks one rule.
public final class Faults {

    public static class KnowsTheWeb {
        @Nullable Settings found;
    }

    public static class Chicken {
        @Nullable Egg hatchedFrom;
    }
}
