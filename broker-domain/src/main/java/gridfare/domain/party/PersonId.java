package gridfare.domain.party;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a person or a service account: the subject of its Keycloak tokens.
public record PersonId(UUID uuid) implements TypedId {

    public static final String PREFIX = "mem";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
