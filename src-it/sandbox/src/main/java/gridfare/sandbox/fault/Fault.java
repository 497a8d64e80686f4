package gridfare.sandbox.fault;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that shall go wrong with the next `times` calls of `action` (`*`: any action).
public record Fault(
        String vendor,
        String action,
        Kind kind,
        @Nullable String code,
        @Nullable Integer status,
        @Nullable Integer delayMs,
        int times) {

    /// How a call goes wrong.
    public enum Kind {
        /// Nothing is done; the vendor's error with `code` and `status` is answered.
        ERROR,
        /// Nothing is done; the connection hangs for `delayMs` and is dropped.
        TIMEOUT,
        /// It is done, and then the connection is dropped without an answer.
        LOST_ANSWER,
        /// It is done twice, as by a network that repeats; the second answer is sent.
        TWICE,
        /// It is done and answered `delayMs` late.
        DELAY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean strikes(String calledVendor, String calledAction) {
        return vendor.equals(calledVendor) && (action.equals("*") || action.equals(calledAction));
    }
}
