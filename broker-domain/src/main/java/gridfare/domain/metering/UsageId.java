package gridfare.domain.metering;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a usage record.
public record UsageId(UUID uuid) implements TypedId {

    public static final String PREFIX = "use";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
