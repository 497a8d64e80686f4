package gridfare.domain.notice;

import java.util.Locale;

/// What a notice is about. Its text is found under `notice.<kind in lower case>` in each language.
public enum NoticeKind {
    PLACEMENT_QUEUED,
    PLACEMENT_STARTED,
    PLACEMENT_ENDING,
    /// Machines were lost or taken back: others are sought.
    PLACEMENT_RECOVERING,
    /// It runs on other machines; the notice says on which.
    PLACEMENT_RECOVERED,
    /// Its machines will be taken: time to write a checkpoint.
    PLACEMENT_LEAVING,
    /// It is off its machines and waits to go on.
    PLACEMENT_PAUSED,
    PLACEMENT_ENDED,
    PLACEMENT_FAILED,
    PLACEMENT_CANCELLED,
    PRICE_MOVED,
    INVOICE_ISSUED,
    PAYMENT_SUCCEEDED,
    PAYMENT_FAILED,
    SUBSCRIPTION_CHANGED,
    SUBSCRIPTION_ENDED,
    SUBSCRIPTION_PAST_DUE;

    /// The key of its text in the message files, e.g. `notice.placement_started`.
    public String textKey() {
        return "notice." + name().toLowerCase(Locale.ROOT);
    }

    /// What programs know it by, e.g. `placement.started`.
    public String eventType() {
        String word = name().toLowerCase(Locale.ROOT);
        int first = word.indexOf('_');
        return this == PRICE_MOVED
                ? "placement.price_moved"
                : word.substring(0, first) + "." + word.substring(first + 1);
    }
}
