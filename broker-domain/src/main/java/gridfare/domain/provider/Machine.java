package gridfare.domain.provider;

import org.jspecify.annotations.Nullable;

/// A machine of ours at a provider, as it was seen.
///
/// @param id the vendor's id
/// @param leg the leg in its tag; null where the tag is no identifier of ours
/// @param reclaimNoticed whether the provider has told that it will take the machine back
public record Machine(
        String id,
        @Nullable LegId leg,
        String region,
        String siteCode,
        String instanceType,
        State state,
        boolean reclaimNoticed) {

    /// Vendors' words, translated. Only RUNNING is charged to a buyer.
    public enum State {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        FAILED
    }
}
