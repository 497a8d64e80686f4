package gridfare.web.placement;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import gridfare.domain.party.Party;
import gridfare.domain.placement.ConfirmAnswer;
import gridfare.domain.placement.ConfirmAnswer.Confirmed;
import gridfare.domain.placement.ConfirmAnswer.CreditExceeded;
import gridfare.domain.placement.ConfirmAnswer.Effect;
import gridfare.domain.placement.ConfirmAnswer.InsufficientCapacity;
import gridfare.domain.placement.ConfirmAnswer.MayNotConfirm;
import gridfare.domain.placement.ConfirmAnswer.NoSuchPlacement;
import gridfare.domain.placement.ConfirmAnswer.NotAwaiting;
import gridfare.domain.placement.ConfirmAnswer.NotOnSale;
import gridfare.domain.placement.ConfirmAnswer.PriceChanged;
import gridfare.domain.placement.ConfirmPlacement;
import gridfare.domain.placement.PlacementId;
import gridfare.web.part.Buttons;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;

/// Shows what the price that moved means in money, and lets the buyer agree to exactly that.
final class ConfirmDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient ConfirmPlacement confirmPlacement;
    private final transient Party buyer;
    private final transient PlacementId id;
    private final transient Runnable done;
    private final transient Texts t;
    private final Div figures = new Div();
    private final Div answer = new Div();

    /// @param done told once the buyer has agreed
    ConfirmDialog(
            PlacementId id,
            String name,
            ConfirmPlacement confirmPlacement,
            Party buyer,
            Runnable done,
            Texts t) {
        this.confirmPlacement = confirmPlacement;
        this.buyer = buyer;
        this.id = id;
        this.done = done;
        this.t = t;
        setHeaderTitle(t.get("confirm.title", name));
        setWidth("min(540px, 94vw)");
        answer.getElement().setAttribute("aria-live", "polite");
        add(figures, answer);
        show(confirmPlacement.effect(buyer, id));
    }

    private void show(ConfirmAnswer outcome) {
        switch (outcome) {
            case Effect effect -> ask(effect);
            case Confirmed confirmed -> {
                close();
                done.run();
            }
            case PriceChanged(var effect) -> {
                ask(effect);
                answer.add(Message.warning(t.get("confirm.again"), t.get("confirm.again-text")));
            }
            case NotAwaiting(var state) -> refuse(t.get("stop.over", t.word(state)), "");
            case NotOnSale gone -> refuse(t.get("confirm.gone"), t.get("confirm.gone-text"));
            case InsufficientCapacity none -> refuse(t.get("confirm.full"), "");
            case CreditExceeded(var missing) ->
                    refuse(t.get("extend.credit", t.money(missing)), "");
            case NoSuchPlacement none -> refuse(t.get("nothing-here.title"), "");
            case MayNotConfirm no -> refuse(t.get("stop.may-not-text"), "");
        }
    }

    private void ask(Effect effect) {
        KeyValues lines = new KeyValues();
        lines.line(t.get("confirm.rate-before"), t.exactRate(effect.rateBefore()));
        lines.line(t.get("confirm.rate-now"), t.exactRate(effect.rateNow()));
        lines.line(t.get("confirm.before"), t.money(effect.atMostBefore()));
        lines.total(t.get("confirm.now"), t.money(effect.atMost()));
        figures.removeAll();
        figures.add(new Paragraph(t.get("confirm.text")), lines);
        getFooter().removeAll();
        Button wait = Buttons.plain(t.get("confirm.wait"), click -> close());
        Button agree =
                Buttons.primary(
                        t.get("confirm.agree", t.money(effect.atMost())),
                        click -> {
                            answer.removeAll();
                            show(confirmPlacement.confirm(buyer, id, effect.atMost()));
                        });
        agree.setId("confirm-price");
        agree.setDisableOnClick(true);
        getFooter().add(wait, agree);
    }

    private void refuse(String title, String text) {
        answer.removeAll();
        answer.add(Message.error(title, text));
    }
}
