package gridfare.web.invoice;

import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceState;
import gridfare.web.part.Badge;
import gridfare.web.part.Icon;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;
import java.time.Instant;

/// An invoice's state as icon, word and tint.
final class InvoiceBadge {

    private InvoiceBadge() {}

    /// With the day by which it is due, while it is open.
    static Badge of(Invoice invoice, Instant now, Texts t) {
        InvoiceState state = invoice.state();
        Instant due = invoice.dueAt().orElse(null);
        Badge badge =
                switch (state) {
                    case DRAFT -> new Badge(Tone.MUTE, Icon.EDIT, t.word(state));
                    case OPEN -> {
                        if (due == null) {
                            yield new Badge(Tone.WARN, Icon.CLOCK, t.word(state));
                        }
                        yield due.isBefore(now)
                                ? new Badge(Tone.BAD, Icon.BAD, t.get("invoice.overdue"))
                                : new Badge(
                                        Tone.WARN,
                                        Icon.CLOCK,
                                        t.get("invoice.due-on", t.word(state), t.utcDay(due)));
                    }
                    case PAID -> new Badge(Tone.OK, Icon.CHECK, t.word(state));
                    case VOID -> new Badge(Tone.MUTE, Icon.CLOSE, t.word(state));
                    case UNCOLLECTIBLE -> new Badge(Tone.BAD, Icon.BAD, t.word(state));
                };
        badge.getElement().setAttribute("data-state", state.name());
        return badge;
    }
}
