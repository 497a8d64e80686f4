package gridfare.pricing.planted;

import com.fasterxml.jackson.databind.ObjectMapper;
import gridfare.pricing.plantedtoo.Egg;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Each class breaks one rule.
public final class Faults {

    public static class KnowsJackson {
        @Nullable ObjectMapper found;
    }

    public static class ReadsFiles {
        @Nullable Path found;
    }

    public static class Chicken {
        @Nullable Egg hatchedFrom;
    }

    public static class RollsDice {
        double roll() {
            return Math.random();
        }
    }

    public static class ReadsTheClock {
        Instant now() {
            return Instant.now();
        }
    }
}
