package gridfare.domain.offer;

import java.util.List;

/// What came of a gather.
public sealed interface Gathering {

    /// The provider told something.
    ///
    /// @param listed what it listed and we can sell
    /// @param changed how many pools or offers of ours that changed
    /// @param quarantined what it listed and we cannot sell
    /// @param claimsEnded claims whose machines it has counted
    /// @param silentRegions regions that did not answer and keep their last state
    record Done(
            int listed, int changed, int quarantined, int claimsEnded, List<String> silentRegions)
            implements Gathering {
        public Done {
            silentRegions = List.copyOf(silentRegions);
        }
    }

    /// Nothing usable came; everything stays as it was, and ages.
    record Failed(String why) implements Gathering {}

    /// The provider has no account, or does not sell.
    record NotConnected() implements Gathering {}
}
