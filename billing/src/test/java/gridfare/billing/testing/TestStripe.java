package gridfare.billing.testing;

import gridfare.billing.stripe.StripeSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Where the tests' Stripe is: the sandbox, or a port where nobody listens.
@ApplicationScoped
public class TestStripe {

    private static final String NOBODY = "http://127.0.0.1:9";

    private static volatile String base = NOBODY;

    /// Before the container's first use of the gateway.
    public static void at(int port) {
        base = "http://127.0.0.1:" + port;
    }

    @Produces
    @Singleton
    StripeSettings settings() {
        return new StripeSettings(
                "sk_test_sandbox", Optional.of(base), List.of("whsec_new", "whsec_sandbox"));
    }
}
