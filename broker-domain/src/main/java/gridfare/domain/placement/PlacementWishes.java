package gridfare.domain.placement;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a buyer adds when accepting: how the placement is to be called and found again.
///
/// @param project what its use is grouped by on the invoice
public record PlacementWishes(
        @Nullable String name, @Nullable String project, Map<String, String> tags) {

    public static final PlacementWishes NONE = new PlacementWishes(null, null, Map.of());

    public PlacementWishes {
        tags = Map.copyOf(tags);
    }
}
