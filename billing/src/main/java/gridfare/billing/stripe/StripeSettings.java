package gridfare.billing.stripe;

import java.util.List;
import java.util.Optional;

/// How Stripe is reached. Made by `gridfare.web.config`.
///
/// @param apiKey secret
/// @param apiBase e.g. `http://127.0.0.1:8284`; empty: Stripe itself
/// @param webhookSecrets one, or two while they are rotated
public record StripeSettings(String apiKey, Optional<String> apiBase, List<String> webhookSecrets) {

    public StripeSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
        if (apiKey.isBlank() || webhookSecrets.isEmpty() || webhookSecrets.size() > 2) {
            throw new IllegalArgumentException(
                    "A key and one or two webhook secrets are needed, not %d."
                            .formatted(webhookSecrets.size()));
        }
    }

    @Override
    public String toString() {
        return "StripeSettings[%s]".formatted(apiBase.orElse("Stripe"));
    }
}
