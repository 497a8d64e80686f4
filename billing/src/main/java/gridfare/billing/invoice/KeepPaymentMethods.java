package gridfare.billing.invoice;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.invoice.PaymentMethod;
import gridfare.domain.invoice.PaymentMethodId;
import gridfare.domain.invoice.Payments;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;

/// The tenant's part of [PaymentMethods]: its own rows.
@UseCase
public class KeepPaymentMethods {

    private final Payments payments;
    private final InstantSource clock;
    private final InstantSource wall;

    @Inject
    public KeepPaymentMethods(Payments payments, InstantSource clock, @Wall InstantSource wall) {
        this.payments = payments;
        this.clock = clock;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected KeepPaymentMethods() {
        this(null, null, null);
    }

    PaymentMethod add(Party buyer, String token) {
        PaymentMethod method =
                new PaymentMethod(
                        new PaymentMethodId(UuidV7.at(wall.instant())),
                        buyer.organisation(),
                        token,
                        clock.instant());
        payments.session().insert(method);
        return method;
    }

    List<PaymentMethod> list(Party reader) {
        return payments.methods(reader.organisation());
    }
}
