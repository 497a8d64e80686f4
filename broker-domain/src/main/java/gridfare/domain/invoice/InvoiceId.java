package gridfare.domain.invoice;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names an invoice.
public record InvoiceId(UUID uuid) implements TypedId {

    public static final String PREFIX = "inv";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
