package gridfare.domain.party;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names an organisation.
public record OrganisationId(UUID uuid) implements TypedId {

    public static final String PREFIX = "org";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
