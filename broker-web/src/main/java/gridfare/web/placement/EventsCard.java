package gridfare.web.placement;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import gridfare.domain.placement.PlacementEvent;
import gridfare.domain.placement.PlacementReason;
import gridfare.domain.placement.PlacementStory;
import gridfare.web.part.Card;
import gridfare.web.part.Icon;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;
import java.time.Instant;
import java.util.Arrays;

/// What happened to a placement, in words, newest first.
final class EventsCard {

    private EventsCard() {}

    static Card of(PlacementStory story, Texts t) {
        OrderedList list = new OrderedList();
        list.addClassName("gf-events");
        story.events().reversed().forEach(event -> list.add(item(event, t)));
        Card card = new Card(t.get("placement.events"));
        card.add(list);
        return card;
    }

    private static ListItem item(PlacementEvent event, Texts t) {
        Span title = new Span(t.get("event." + event.kind().name()));
        title.addClassName("gf-strong");
        Div words = new Div(title);
        event.detail()
                .map(detail -> detail(event.kind(), detail, t))
                .ifPresent(detail -> {
                    Span line = new Span(detail);
                    line.addClassName("gf-secondary");
                    words.add(line);
                });
        Span at = new Span(t.day(event.at()) + " " + t.exactClock(event.at()));
        at.addClassName("gf-tertiary");
        words.add(at);
        Span icon = icon(event.kind()).show();
        icon.addClassNames(tone(event.kind()).cssClass(), "gf-event-icon");
        return new ListItem(icon, words);
    }

    /// A reason in words; of machines only how many, their names stand with the legs.
    private static String detail(PlacementEvent.Kind kind, String detail, Texts t) {
        return switch (kind) {
            case MACHINES_STARTED -> t.get("placement.machine-count", detail.split(" ", -1).length);
            case EXTENDED, MOVE_ANNOUNCED -> t.time(Instant.parse(detail));
            default ->
                    Arrays.stream(PlacementReason.values())
                            .filter(reason -> reason.code().equals(detail))
                            .findFirst()
                            .map(t::word)
                            .orElse(detail);
        };
    }

    private static Icon icon(PlacementEvent.Kind kind) {
        return switch (kind) {
            case ACCEPTED, ADMITTED, CONFIRMED, LEG_RELEASED, ENDED -> Icon.CHECK;
            case QUEUED, ENDS_SOON, EXTENDED -> Icon.CLOCK;
            case ORDERED -> Icon.SERVER;
            case MACHINES_STARTED -> Icon.REFRESH;
            case LEG_RUNNING, RUNNING, RECOVERED -> Icon.PLAY;
            case PAUSED -> Icon.PAUSE;
            case LEG_REPLACED -> Icon.SWAP;
            case LEG_REFUSED, LEG_LOST, RECOVERING, MOVE_ANNOUNCED, PRICE_MOVED -> Icon.WARN;
            case STOP_ASKED -> Icon.STOP;
            case FAILED -> Icon.BAD;
            case CANCELLED -> Icon.CLOSE;
        };
    }

    private static Tone tone(PlacementEvent.Kind kind) {
        return switch (kind) {
            case RUNNING, LEG_RUNNING, RECOVERED -> Tone.OK;
            case LEG_REFUSED,
                    LEG_LOST,
                    RECOVERING,
                    MOVE_ANNOUNCED,
                    PAUSED,
                    PRICE_MOVED,
                    ENDS_SOON ->
                    Tone.WARN;
            case FAILED -> Tone.BAD;
            case ACCEPTED,
                    QUEUED,
                    ADMITTED,
                    CONFIRMED,
                    EXTENDED,
                    ORDERED,
                    MACHINES_STARTED,
                    LEG_REPLACED,
                    STOP_ASKED,
                    LEG_RELEASED,
                    ENDED,
                    CANCELLED ->
                    Tone.MUTE;
        };
    }
}
