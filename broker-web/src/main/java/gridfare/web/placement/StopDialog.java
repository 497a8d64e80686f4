package gridfare.web.placement;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import gridfare.domain.party.Party;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.placement.StopAnswer;
import gridfare.domain.placement.StopAnswer.Effect;
import gridfare.domain.placement.StopAnswer.MayNotStop;
import gridfare.domain.placement.StopAnswer.NoSuchPlacement;
import gridfare.domain.placement.StopAnswer.NotStoppable;
import gridfare.domain.placement.StopAnswer.Stopping;
import gridfare.domain.placement.StopPlacement;
import gridfare.pricing.money.LedgerAmount;
import gridfare.web.part.Buttons;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;

/// Says what stopping means in money before it is done. The harmless button has the focus.
final class StopDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient StopPlacement stopPlacement;
    private final transient Party buyer;
    private final transient PlacementId id;
    private final transient Runnable stopped;
    private final transient Texts t;
    private final Div answer = new Div();

    /// @param stopped told once the machines are being released
    StopDialog(
            PlacementStory story,
            String name,
            StopPlacement stopPlacement,
            Party buyer,
            Runnable stopped,
            Texts t) {
        this.stopPlacement = stopPlacement;
        this.buyer = buyer;
        this.id = story.placement().id();
        this.stopped = stopped;
        this.t = t;
        setHeaderTitle(t.get("stop.title", name));
        setWidth("min(540px, 94vw)");
        addClassName("gf-stop");
        answer.getElement().setAttribute("aria-live", "polite");
        Button keep = Buttons.plain(keepWord(story.placement().state()), click -> close());
        keep.setAutofocus(true);
        keep.setId("keep-running");
        getFooter().add(keep);
        switch (stopPlacement.effect(buyer, id)) {
            case Effect effect -> ask(story, effect);
            case Stopping stopping -> answer.add(Message.info(t.get("stop.already"), ""));
            case NotStoppable(var state) -> refuse(t.get("stop.over", t.word(state)), "");
            case NoSuchPlacement none -> refuse(t.get("nothing-here.title"), "");
            case MayNotStop no -> refuse(t.get("stop.may-not"), t.get("stop.may-not-text"));
        }
        add(answer);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                keep.focus();
            }
        });
    }

    private String keepWord(PlacementState state) {
        return t.get(state.isRunning() ? "stop.keep" : "stop.keep-waiting");
    }

    private void ask(PlacementStory story, Effect effect) {
        boolean ran = story.placement().startedAt().isPresent();
        LedgerAmount cost = effect.costSoFar();
        KeyValues figures = new KeyValues();
        figures.line(
                t.get(
                        "stop.metered",
                        t.gpuHours(effect.gpuSeconds()),
                        t.number(effect.gpuSeconds())),
                t.money(cost));
        figures.line(t.get("stop.penalty"), t.get("stop.none"));
        figures.total(t.get("stop.pay"), t.money(cost));
        LedgerAmount quoted = Wording.quoted(story).toLedger();
        if (quoted.exceeds(cost)) {
            figures.line(t.get("stop.unspent", t.money(quoted)), t.money(quoted.minus(cost)));
        }
        add(new Paragraph(t.get(ran ? "stop.text" : "stop.text-waiting")), figures);
        Button stop =
                Buttons.dangerFilled(
                        ran ? t.get("stop.confirm", t.money(cost)) : t.get("stop.confirm-waiting"),
                        click -> stop());
        stop.setId("confirm-stop");
        stop.setDisableOnClick(true);
        getFooter().add(stop);
    }

    private void stop() {
        answer.removeAll();
        StopAnswer outcome = stopPlacement.stop(buyer, id);
        switch (outcome) {
            case Stopping stopping -> {
                close();
                stopped.run();
            }
            case Effect effect -> throw new IllegalStateException("Asked to stop, told " + effect);
            case NotStoppable(var state) -> refuse(t.get("stop.over", t.word(state)), "");
            case NoSuchPlacement none -> refuse(t.get("nothing-here.title"), "");
            case MayNotStop no -> refuse(t.get("stop.may-not"), t.get("stop.may-not-text"));
        }
    }

    private void refuse(String title, String text) {
        answer.add(Message.error(title, text));
    }
}
