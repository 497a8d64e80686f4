package gridfare.provider.alibaba;

import gridfare.domain.provider.Machine;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The vendor's words of a machine's life.
final class Words {

    private Words() {}

    /// Empty for a word that we do not know, so that nobody guesses whether the machine costs
    /// money.
    static Optional<Machine.State> state(@Nullable String word) {
        if (word == null) return Optional.empty();
        return switch (word) {
            case "Pending", "Starting" -> Optional.of(Machine.State.STARTING);
            case "Running" -> Optional.of(Machine.State.RUNNING);
            case "Stopping" -> Optional.of(Machine.State.STOPPING);
            case "Stopped" -> Optional.of(Machine.State.STOPPED);
            default -> Optional.empty();
        };
    }

    /// The vendor takes a spot machine back five minutes after it has set this lock. Documented as
    /// `recycling`, shown as `Recycling`.
    static boolean isReclaim(@Nullable String lockReason) {
        return lockReason != null && lockReason.toLowerCase(Locale.ROOT).equals("recycling");
    }
}
