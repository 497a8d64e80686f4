package gridfare.domain.plan;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a subscription.
public record SubscriptionId(UUID uuid) implements TypedId {

    public static final String PREFIX = "sub";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
