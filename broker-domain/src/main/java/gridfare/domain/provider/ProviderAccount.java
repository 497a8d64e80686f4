package gridfare.domain.provider;

import gridfare.pricing.market.ProviderId;

/// An account at a cloud, with its secret in the clear: lives in memory only, as long as a call.
///
/// @param endpoint where its interface is: never built from a tenant's text
public record ProviderAccount(
        ProviderId provider,
        ProviderKind kind,
        Endpoint endpoint,
        String accessKey,
        String secret) {

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
