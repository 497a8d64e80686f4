package gridfare.domain.invoice;

import gridfare.domain.id.TypedId;
import java.util.UUID;

/// Names a card, or another way to pay, of an organisation.
public record PaymentMethodId(UUID uuid) implements TypedId {

    public static final String PREFIX = "pmt";

    @Override
    public String prefix() {
        return PREFIX;
    }
}
