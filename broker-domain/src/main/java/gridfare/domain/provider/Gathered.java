package gridfare.domain.provider;

import java.util.List;

/// What came of asking a provider for a list.
///
/// @param <T> what is listed
public sealed interface Gathered<T> {

    /// All of it. What is not listed is not on sale.
    ///
    /// @param quarantined what was listed and cannot be used, each with its reason
    record Complete<T>(List<T> items, List<Quarantined> quarantined) implements Gathered<T> {
        public Complete {
            items = List.copyOf(items);
            quarantined = List.copyOf(quarantined);
        }
    }

    /// Some regions answered. What is not listed there keeps its last known state.
    ///
    /// @param silentRegions the vendor's regions that did not answer
    record Partial<T>(List<T> items, List<Quarantined> quarantined, List<String> silentRegions)
            implements Gathered<T> {
        public Partial {
            items = List.copyOf(items);
            quarantined = List.copyOf(quarantined);
            silentRegions = List.copyOf(silentRegions);
        }
    }

    /// Nothing usable came.
    record Failed<T>(String why) implements Gathered<T> {}

    /// Something listed that we do not know how to sell, e.g. an instance type without a chip.
    record Quarantined(String what, String reason) {}
}
