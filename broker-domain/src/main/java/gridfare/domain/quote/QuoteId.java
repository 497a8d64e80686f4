package gridfare.domain.quote;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a quote.
public record QuoteId(UUID uuid) implements TypedId {

    public static final String PREFIX = "quo";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
