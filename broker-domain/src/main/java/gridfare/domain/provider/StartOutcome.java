package gridfare.domain.provider;

import java.util.List;

/// What became of an order.
public sealed interface StartOutcome {

    /// The machines exist, running or about to.
    ///
    /// @param machines the vendor's ids, as many as were ordered
    record Started(List<String> machines) implements StartOutcome {
        public Started {
            machines = List.copyOf(machines);
        }
    }

    /// The provider said no, and nothing was started. Final for this leg.
    record Refused(Reason reason, String detail) implements StartOutcome {}

    /// The answer is lost or unreadable: neither success nor refusal.
    record Unknown(String why) implements StartOutcome {}

    /// Why a provider refuses, in the broker's words.
    enum Reason {
        SOLD_OUT,
        PRICE_MOVED,
        QUOTA,
        THROTTLED,
        ACCOUNT,
        INVALID
    }
}
