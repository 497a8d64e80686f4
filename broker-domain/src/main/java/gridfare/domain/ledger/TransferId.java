package gridfare.domain.ledger;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a transfer.
public record TransferId(UUID uuid) implements TypedId {

    public static final String PREFIX = "trf";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
