package gridfare.web.placement;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.web.part.Card;
import gridfare.web.part.Icon;
import gridfare.web.placement.Way.Step;
import gridfare.web.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a placement stands on its way: a bar as long as each state lasted, and the same in words.
final class StateCard {

    private StateCard() {}

    static Card of(PlacementStory story, Instant now, Texts t) {
        Placement placement = story.placement();
        List<Step> steps = Way.of(story);
        Card card = new Card(t.get("placement.way"));
        placement
                .startedAt()
                .filter(started -> !placement.state().isFinal())
                .ifPresent(started ->
                        card.sub(
                                t.get(
                                        "placement.since-running",
                                        t.duration(Duration.between(started, now)))));
        return card.inside(bar(placement, steps, now, t), list(placement, steps, t));
    }

    private static Component bar(Placement placement, List<Step> steps, Instant now, Texts t) {
        Div bar = new Div();
        bar.addClassName("gf-way");
        bar.getElement().setAttribute("aria-hidden", "true"); // the list below says the same
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!step.state().isFinal()) {
                Instant until = i + 1 < steps.size() ? steps.get(i + 1).from() : now;
                bar.add(stretch(step.state(), Duration.between(step.from(), until), t));
            }
        }
        placement
                .agreedEnd()
                .filter(end -> placement.state().isRunning() && end.isAfter(now))
                .ifPresent(end -> {
                    Duration left = Duration.between(now, end);
                    Div rest = new Div(new Span(t.get("placement.to-go", t.duration(left))));
                    rest.addClassName("gf-way-rest");
                    grow(rest, left);
                    bar.add(rest);
                });
        return bar;
    }

    private static Div stretch(PlacementState state, Duration lasted, Texts t) {
        Div stretch =
                new Div(
                        Wording.icon(state).small(),
                        new Span(t.word(state) + " " + t.duration(lasted)));
        stretch.addClassNames(
                "gf-way-part",
                state == PlacementState.RUNNING
                        ? "gf-way-running"
                        : Wording.tone(state).cssClass());
        grow(stretch, lasted);
        return stretch;
    }

    private static void grow(Div part, Duration lasted) {
        part.getStyle().set("flex-grow", String.valueOf(Math.max(1, lasted.toSeconds())));
    }

    private static Component list(Placement placement, List<Step> steps, Texts t) {
        OrderedList list = new OrderedList();
        list.addClassName("gf-way-list");
        Instant day = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean last = i == steps.size() - 1;
            boolean passed = !last || step.state().isFinal();
            Icon icon =
                    passed && !isTrouble(step.state()) ? Icon.CHECK : Wording.icon(step.state());
            ListItem item =
                    item(
                            icon,
                            t.word(step.state()),
                            when(step.from(), day, t),
                            foot(placement, step, last, steps, i, t));
            if (isTrouble(step.state())) {
                item.addClassNames(Wording.tone(step.state()).cssClass(), "gf-way-trouble");
            }
            list.add(item);
            day = step.from();
        }
        Instant seen = day;
        placement
                .agreedEnd()
                .filter(end -> placement.state().isRunning())
                .ifPresent(end -> {
                    ListItem planned =
                            item(
                                    Icon.CLOCK,
                                    t.word(PlacementState.ENDED),
                                    when(end, seen, t),
                                    t.get("placement.agreed-end"));
                    planned.addClassName("gf-way-planned");
                    list.add(planned);
                });
        return list;
    }

    private static boolean isTrouble(PlacementState state) {
        return state == PlacementState.RECOVERING
                || state == PlacementState.AWAITING_BUYER
                || state == PlacementState.FAILED;
    }

    private static String foot(
            Placement placement, Step step, boolean last, List<Step> steps, int i, Texts t) {
        if (last) {
            return placement.reason().map(t::word).orElse("");
        }
        if (i == 0) {
            return t.get("placement.accepted");
        }
        Duration lasted = Duration.between(step.from(), steps.get(i + 1).from());
        return t.get("placement.for", t.duration(lasted));
    }

    private static String when(Instant at, @Nullable Instant before, Texts t) {
        ZoneId zone = t.zone();
        boolean sameDay =
                before != null
                        && before.atZone(zone).toLocalDate().equals(at.atZone(zone).toLocalDate());
        return sameDay ? t.exactClock(at) : t.day(at) + " " + t.exactClock(at);
    }

    private static ListItem item(Icon icon, String state, String when, String foot) {
        Span word = new Span(icon.small(), new Span(state));
        word.addClassName("gf-way-word");
        Span time = new Span(when);
        Span more = new Span(foot);
        return new ListItem(word, new Div(time, more));
    }
}
