package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import gridfare.domain.clock.ClockAnswer;
import gridfare.domain.clock.ClockAnswer.Moved;
import gridfare.domain.clock.ClockAnswer.NotMovable;
import gridfare.domain.clock.ClockState;
import gridfare.domain.clock.MoveClock;
import gridfare.domain.party.Operator;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Icon;
import gridfare.web.part.Message;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What time it is in the business, and the hand on it where that may be moved.
final class ClockCard extends Div {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern(":ss", Locale.ROOT);
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(7),
                    Duration.ofDays(31));

    private final transient MoveClock moveClock;
    private final transient Operator operator;
    private final transient InstantSource wall;
    private final transient Background background;
    private final transient Runnable moved;
    private final transient Texts t;
    private final Span time = new Span();
    private final Span state = new Span();
    private final Select<Duration> step = new Select<>();
    private final Button freeze;
    private final Button run;
    private final Button advance;
    private final Div answer = new Div();
    private boolean busy;

    ClockCard(
            MoveClock moveClock,
            Operator operator,
            boolean movable,
            InstantSource wall,
            Background background,
            Runnable moved,
            Texts t) {
        this.moveClock = moveClock;
        this.operator = operator;
        this.wall = wall;
        this.background = background;
        this.moved = moved;
        this.t = t;
        freeze =
                Buttons.plain(
                        t.get("clock.freeze"),
                        Icon.PAUSE,
                        click -> move(() -> moveClock.freeze(operator)));
        run =
                Buttons.plain(
                        t.get("clock.run"),
                        Icon.PLAY,
                        click -> move(() -> moveClock.run(operator)));
        advance =
                Buttons.plain(
                        t.get("clock.advance"),
                        Icon.RIGHT,
                        click -> {
                            Duration by = step.getValue();
                            move(() -> moveClock.advance(operator, by));
                        });
        advance.setId("advance-clock");
        step.setItems(STEPS);
        step.setItemLabelGenerator(t::duration);
        step.setValue(STEPS.get(1));
        step.setAriaLabel(t.get("clock.by"));
        step.addClassName("gf-clock-step");
        time.addClassName("gf-clock-time");
        Div now = new Div(time, state);
        now.addClassName("gf-row");
        answer.getElement().setAttribute("aria-live", "polite");
        Card card = new Card(t.get("clock.title"));
        card.inside(now);
        if (movable) {
            Div pace = new Div(freeze, run);
            Div forward = new Div(step, advance);
            pace.addClassName("gf-row");
            forward.addClassName("gf-row");
            Paragraph words = new Paragraph(t.get("clock.movable"));
            words.addClassNames("gf-secondary", "gf-small");
            Div hand = new Div(pace, forward, words, answer);
            hand.addClassName("gf-hand");
            card.inside(hand);
        } else {
            Paragraph words = new Paragraph(t.get("clock.real"));
            words.addClassNames("gf-secondary", "gf-small");
            card.inside(words);
        }
        add((Component) card);
    }

    void refresh() {
        if (!busy) {
            show(moveClock.show(operator));
        }
    }

    private void show(ClockState now) {
        Instant at = now.at(wall.instant());
        time.setText(t.time(at) + at.atZone(t.zone()).format(SECONDS));
        state.removeAll();
        state.add(
                now.running()
                        ? new Badge(Tone.OK, Icon.PLAY, t.get("clock.runs"))
                        : new Badge(Tone.WARN, Icon.PAUSE, t.get("clock.stands")));
        freeze.setEnabled(now.running());
        run.setEnabled(!now.running());
        advance.setEnabled(true);
    }

    private void move(Supplier<ClockAnswer> how) {
        busy = true;
        for (Button button : List.of(freeze, run, advance)) {
            button.setEnabled(false);
        }
        answer.removeAll();
        answer.add(Message.info(t.get("clock.moving"), t.get("clock.moving-text")));
        background.run(UI.getCurrent(), how, this::done, failure -> failed());
    }

    private void done(ClockAnswer came) {
        busy = false;
        answer.removeAll();
        switch (came) {
            case Moved(ClockState now, boolean settled) -> {
                show(now);
                if (!settled) {
                    answer.add(
                            Message.warning(
                                    t.get("clock.unsettled"), t.get("clock.unsettled-text")));
                }
            }
            case NotMovable() -> answer.add(Message.error(t.get("clock.real"), ""));
        }
        moved.run();
    }

    private void failed() {
        busy = false;
        answer.removeAll();
        answer.add(Message.error(t.get("clock.failed"), t.get("clock.failed-text")));
        moved.run();
    }
}
