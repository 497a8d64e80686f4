package gridfare.web.placement;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import gridfare.domain.party.Party;
import gridfare.domain.placement.ExtendAnswer;
import gridfare.domain.placement.ExtendAnswer.CreditExceeded;
import gridfare.domain.placement.ExtendAnswer.Effect;
import gridfare.domain.placement.ExtendAnswer.Extended;
import gridfare.domain.placement.ExtendAnswer.MayNotExtend;
import gridfare.domain.placement.ExtendAnswer.NoSuchPlacement;
import gridfare.domain.placement.ExtendAnswer.NotExtendable;
import gridfare.domain.placement.ExtendAnswer.NotOnSale;
import gridfare.domain.placement.ExtendAnswer.PriceChanged;
import gridfare.domain.placement.ExtendPlacement;
import gridfare.domain.placement.PlacementId;
import gridfare.pricing.money.Money;
import gridfare.web.part.Buttons;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;
import java.time.Duration;
import java.util.List;

/// Lets a buyer run on for some time more, with what that costs at the going rate.
final class ExtendDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private static final List<Duration> CHOICES =
            List.of(
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofDays(1),
                    Duration.ofDays(7));

    private final transient ExtendPlacement extendPlacement;
    private final transient Party buyer;
    private final transient PlacementId id;
    private final transient Runnable done;
    private final transient Texts t;
    private final Select<Duration> by = new Select<>();
    private final Div figures = new Div();
    private final Div answer = new Div();

    /// @param done told once it is extended
    ExtendDialog(
            PlacementId id,
            String name,
            ExtendPlacement extendPlacement,
            Party buyer,
            Runnable done,
            Texts t) {
        this.extendPlacement = extendPlacement;
        this.buyer = buyer;
        this.id = id;
        this.done = done;
        this.t = t;
        setHeaderTitle(t.get("extend.title", name));
        setWidth("min(540px, 94vw)");
        answer.getElement().setAttribute("aria-live", "polite");
        by.setLabel(t.get("extend.by"));
        by.setId("extend-by");
        by.setItems(CHOICES);
        by.setItemLabelGenerator(t::duration);
        by.setValue(Duration.ofHours(1));
        by.addValueChangeListener(change -> look());
        add(by, figures, answer);
        look();
    }

    private void look() {
        answer.removeAll();
        show(extendPlacement.effect(buyer, id, by.getValue()));
    }

    private void show(ExtendAnswer outcome) {
        switch (outcome) {
            case Effect effect -> ask(effect);
            case Extended extended -> {
                close();
                done.run();
            }
            case PriceChanged(var effect) -> {
                ask(effect);
                answer.add(Message.warning(t.get("confirm.again"), t.get("confirm.again-text")));
            }
            case NotExtendable(var state) -> refuse(t.get("extend.over", t.word(state)), "");
            case NotOnSale gone -> refuse(t.get("confirm.gone"), t.get("confirm.gone-text"));
            case CreditExceeded(var missing) ->
                    refuse(t.get("extend.credit", t.money(missing)), "");
            case NoSuchPlacement none -> refuse(t.get("nothing-here.title"), "");
            case MayNotExtend no -> refuse(t.get("stop.may-not-text"), "");
        }
    }

    private void ask(Effect effect) {
        KeyValues lines = new KeyValues();
        lines.line(t.get("extend.end"), t.time(effect.agreedEnd()));
        lines.line(t.get("extend.rate"), t.exactRate(effect.rate()));
        lines.line(t.get("extend.cost"), t.money(effect.cost()));
        lines.line(t.get("extend.tax"), t.money(effect.tax()));
        lines.total(t.get("extend.total"), t.money(effect.total()));
        figures.removeAll();
        figures.add(lines);
        getFooter().removeAll();
        Button keep = Buttons.plain(t.get("extend.not"), click -> close());
        Money most = Money.of(effect.total().amount(), effect.total().currency());
        Button agree =
                Buttons.primary(
                        t.get("extend.agree", t.money(effect.total())),
                        click -> {
                            answer.removeAll();
                            show(extendPlacement.extend(buyer, id, by.getValue(), most));
                        });
        agree.setId("confirm-extend");
        agree.setDisableOnClick(true);
        getFooter().add(keep, agree);
    }

    private void refuse(String title, String text) {
        figures.removeAll();
        getFooter().removeAll();
        answer.removeAll();
        answer.add(Message.error(title, text));
    }
}
