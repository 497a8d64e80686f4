package gridfare.web.config;

import gridfare.billing.stripe.StripeSettings;
import gridfare.domain.provider.MasterKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Base64;

/// What reaching the outside needs, in the form in which each feature asks for it.
@ApplicationScoped
public class Outside {

    @Produces
    @Singleton
    StripeSettings stripe(Settings settings) {
        return new StripeSettings(
                settings.stripeKey().revealed(),
                settings.stripe().map(URI::toString),
                settings.stripeWebhookSecrets().stream().map(Secret::revealed).toList());
    }

    @Produces
    @Singleton
    MasterKey masterKey(Settings settings) {
        String text = settings.masterKey().revealed();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "gridfare.master.key is not set: 32 random bytes in base64, kept safe, for the"
                            + " credentials of providers.");
        }
        return MasterKey.of(Base64.getDecoder().decode(text));
    }
}
