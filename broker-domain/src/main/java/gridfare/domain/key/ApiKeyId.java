package gridfare.domain.key;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names an API key. No secret: it stands in lists and in the audit log.
public record ApiKeyId(UUID uuid) implements TypedId {

    public static final String PREFIX = "key";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
