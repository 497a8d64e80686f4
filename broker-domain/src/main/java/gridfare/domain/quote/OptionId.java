package gridfare.domain.quote;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names an option of a quote.
public record OptionId(UUID uuid) implements TypedId {

    public static final String PREFIX = "opt";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
