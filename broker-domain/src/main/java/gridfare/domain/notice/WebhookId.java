package gridfare.domain.notice;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names an address at which an organisation's programs are told.
public record WebhookId(UUID uuid) implements TypedId {

    public static final String PREFIX = "whk";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
