package gridfare.domain.placement;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a placement.
public record PlacementId(UUID uuid) implements TypedId {

    public static final String PREFIX = "plc";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
