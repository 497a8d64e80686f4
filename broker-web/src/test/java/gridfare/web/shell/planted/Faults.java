package gridfare.web.shell.planted;

import gridfare.web.home.HomeView;
import org.jspecify.annotations.Nullable;

/// Each class breaks one rule.
public final class Faults {

    public static class KnowsAFeature {
        @Nullable HomeView found;
    }
}
