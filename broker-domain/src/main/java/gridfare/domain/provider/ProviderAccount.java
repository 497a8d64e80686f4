package gridfare.domain.provider;

import gridfare.pricing.market.ProviderId;
import java.util.Map;

/// An account at a cloud, with its secret in the clear: lives in memory only, as long as a call.
///
/// @param endpoint where its interface is: never built from a tenant's text
/// @param settings what else a vendor wants to know of an account, e.g. its `project`; which, and
///   what they mean, its adapter says
public record ProviderAccount(
        ProviderId provider,
        ProviderKind kind,
        Endpoint endpoint,
        String accessKey,
        String secret,
        Map<String, String> settings) {

    public ProviderAccount {
        settings = Map.copyOf(settings);
    }

    /// An account of a vendor that a key is enough for.
    public ProviderAccount(
            ProviderId provider,
            ProviderKind kind,
            Endpoint endpoint,
            String accessKey,
            String secret) {
        this(provider, kind, endpoint, accessKey, secret, Map.of());
    }

    /// A setting that the vendor cannot do without.
    ///
    /// @throws IllegalArgumentException if it is missing
    public String setting(String name) {
        String value = settings.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(this + " has no " + name + ".");
        }
        return value;
    }

    @Override
    public String toString() {
        return "ProviderAccount[%s %s at %s]".formatted(kind, provider.uuid(), endpoint);
    }

    /// Where a vendor's interface is found.
    public sealed interface Endpoint {

        /// The sandbox, by plain HTTP: set by the operator only.
        ///
        /// @param hostAndPort e.g. `127.0.0.1:8281`
        record Sandbox(String hostAndPort) implements Endpoint {}

        /// The vendor's real end points, one for each region that it names itself.
        ///
        /// @param homeRegion where regions are listed, from an allow-list of the adapter
        record Real(String homeRegion) implements Endpoint {}
    }
}
