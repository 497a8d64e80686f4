package gridfare.web.invoice;

import gridfare.domain.invoice.InvoiceState;
import gridfare.web.part.Badge;
import gridfare.web.part.Icon;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;

/// An invoice's state as icon, word and tint.
final class InvoiceBadge {

    private InvoiceBadge() {}

    static Badge of(InvoiceState state, Texts t) {
        Badge badge =
                switch (state) {
                    case DRAFT -> new Badge(Tone.MUTE, Icon.EDIT, t.word(state));
                    case OPEN -> new Badge(Tone.WARN, Icon.CLOCK, t.word(state));
                    case PAID -> new Badge(Tone.OK, Icon.CHECK, t.word(state));
                    case VOID -> new Badge(Tone.MUTE, Icon.CLOSE, t.word(state));
                    case UNCOLLECTIBLE -> new Badge(Tone.BAD, Icon.BAD, t.word(state));
                };
        badge.getElement().setAttribute("data-state", state.name());
        return badge;
    }
}
