package gridfare.domain.provider;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a leg of a placement. Its UUID is the vendor's client token and the tag on the machine.
public record LegId(UUID uuid) implements TypedId {

    public static final String PREFIX = "leg";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
