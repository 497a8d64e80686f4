package gridfare.web.notice;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import gridfare.domain.notice.Notice;
import gridfare.domain.notice.NoticeKind;
import gridfare.web.part.Icon;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// A notice in words, with a link to what it is about.
public final class NoticeItem {

    private NoticeItem() {}

    public static ListItem of(Notice notice, Texts t) {
        String title = t.get(notice.kind().textKey());
        Div words =
                new Div(
                        notice.subjects().stream()
                                .findFirst()
                                .<Component>map(subject -> link(path(subject), title))
                                .orElseGet(() -> new Span(title)));
        line(words, about(notice), "gf-secondary");
        line(words, detail(notice, t), "gf-secondary");
        line(words, t.time(notice.toldAt()), "gf-tertiary");
        Span icon = icon(notice.kind()).show();
        icon.addClassNames("gf-event-icon", tone(notice.kind()).cssClass());
        return new ListItem(icon, words);
    }

    private static void line(Div words, String text, String style) {
        if (text.isEmpty()) {
            return;
        }
        Span line = new Span(text);
        line.addClassName(style);
        words.add(line);
    }

    private static String path(String subject) {
        return subject.startsWith("inv_") ? "billing/invoice/" + subject : "placements/" + subject;
    }

    private static String about(Notice notice) {
        String name = notice.arguments().getOrDefault("name", "");
        if (!name.isEmpty()) {
            return name;
        }
        String number = notice.arguments().getOrDefault("number", "");
        String amount =
                notice.arguments()
                        .getOrDefault("total", notice.arguments().getOrDefault("amount", ""));
        return number.isEmpty() ? amount : number + " · " + amount;
    }

    /// Until when there is time, or what changed.
    private static String detail(Notice notice, Texts t) {
        String detail = notice.arguments().getOrDefault("detail", "");
        return switch (notice.kind()) {
            case PLACEMENT_LEAVING -> instant(detail, t);
            case PLACEMENT_RECOVERED -> detail;
            default -> "";
        };
    }

    private static String instant(String text, Texts t) {
        try {
            return t.time(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static Icon icon(NoticeKind kind) {
        return switch (kind) {
            case PLACEMENT_QUEUED, PLACEMENT_ENDING -> Icon.CLOCK;
            case PLACEMENT_STARTED, PLACEMENT_RECOVERED -> Icon.PLAY;
            case PLACEMENT_RECOVERING, PLACEMENT_LEAVING, PRICE_MOVED -> Icon.WARN;
            case PLACEMENT_PAUSED -> Icon.PAUSE;
            case PLACEMENT_ENDED -> Icon.CHECK;
            case PLACEMENT_FAILED, PAYMENT_FAILED -> Icon.BAD;
            case PLACEMENT_CANCELLED -> Icon.CLOSE;
            case INVOICE_ISSUED -> Icon.DOC;
            case PAYMENT_SUCCEEDED -> Icon.OK;
            case SUBSCRIPTION_CHANGED -> Icon.CARD;
            case SUBSCRIPTION_ENDED -> Icon.CHECK;
            case SUBSCRIPTION_PAST_DUE -> Icon.WARN;
        };
    }

    private static Tone tone(NoticeKind kind) {
        return switch (kind) {
            case PLACEMENT_QUEUED,
                    PLACEMENT_ENDED,
                    PLACEMENT_CANCELLED,
                    INVOICE_ISSUED,
                    SUBSCRIPTION_CHANGED,
                    SUBSCRIPTION_ENDED ->
                    Tone.MUTE;
            case PLACEMENT_STARTED, PLACEMENT_RECOVERED, PAYMENT_SUCCEEDED -> Tone.OK;
            case PLACEMENT_ENDING,
                    PLACEMENT_RECOVERING,
                    PLACEMENT_LEAVING,
                    PLACEMENT_PAUSED,
                    PRICE_MOVED ->
                    Tone.WARN;
            case PLACEMENT_FAILED, PAYMENT_FAILED, SUBSCRIPTION_PAST_DUE -> Tone.BAD;
        };
    }

    private static Anchor link(String path, String text) {
        Anchor link = new Anchor(path, text);
        link.setRouterIgnore(false);
        link.addClassName("gf-strong");
        return link;
    }
}
