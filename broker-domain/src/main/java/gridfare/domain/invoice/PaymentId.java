package gridfare.domain.invoice;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names one attempt to collect an invoice.
public record PaymentId(UUID uuid) implements TypedId {

    public static final String PREFIX = "pay";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
