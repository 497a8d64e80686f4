package gridfare.domain.plan;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a change of a subscription, from its preview on.
public record ChangeId(UUID uuid) implements TypedId {

    public static final String PREFIX = "chg";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
