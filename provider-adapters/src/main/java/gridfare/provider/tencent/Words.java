package gridfare.provider.tencent;

import gridfare.domain.provider.Machine;
import gridfare.pricing.market.PurchaseOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The vendor's words of charging and of a machine's life.
final class Words {

    private static final String ON_DEMAND = "POSTPAID_BY_HOUR";
    private static final String SPOT = "SPOTPAID";

    private Words() {}

    /// @throws IllegalArgumentException for what this vendor does not sell by the hour
    static String charge(PurchaseOption option) {
        return switch (option) {
            case ON_DEMAND -> ON_DEMAND;
            case SPOT -> SPOT;
            case RESERVED -> throw new IllegalArgumentException(option + " is not sold here.");
        };
    }

    /// Null for a way of charging that is not ours.
    static @Nullable PurchaseOption option(@Nullable String charge) {
        if (charge == null) return null;
        return switch (charge) {
            case ON_DEMAND -> PurchaseOption.ON_DEMAND;
            case SPOT -> PurchaseOption.SPOT;
            default -> null;
        };
    }

    /// Empty for a word that we do not know, so that nobody guesses whether the machine costs
    /// money.
    static Optional<Machine.State> state(@Nullable String word) {
        if (word == null) return Optional.empty();
        return switch (word) {
            case "PENDING", "STARTING", "REBOOTING" -> Optional.of(Machine.State.STARTING);
            case "RUNNING", "ENTER_SERVICE_LIVE_MIGRATE", "SERVICE_LIVE_MIGRATE" ->
                    Optional.of(Machine.State.RUNNING);
            case "TERMINATING", "SHUTDOWN" -> Optional.of(Machine.State.STOPPING);
            case "STOPPING", "STOPPED" -> Optional.of(Machine.State.STOPPED);
            case "LAUNCH_FAILED" -> Optional.of(Machine.State.FAILED);
            default -> Optional.empty();
        };
    }
}
