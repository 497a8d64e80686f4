package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import gridfare.billing.invoice.ClosePeriod;
import gridfare.billing.invoice.PeriodClosing.Closed;
import gridfare.billing.invoice.PeriodClosing.NoSuchOrganisation;
import gridfare.billing.invoice.PeriodClosing.NothingToClose;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Organisation;
import gridfare.web.part.Buttons;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a buyer's period of use by hand, after saying what that does.
final class ClosePeriodDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient ClosePeriod closePeriod;
    private final transient Operator operator;
    private final transient Runnable closed;
    private final transient Texts t;
    private final Select<Organisation> buyer = new Select<>();
    private final Div answer = new Div();
    private final Button cancel;
    private final Button confirm;

    ClosePeriodDialog(
            ClosePeriod closePeriod,
            Operator operator,
            List<Organisation> buyers,
            Runnable closed,
            Texts t) {
        this.closePeriod = closePeriod;
        this.operator = operator;
        this.closed = closed;
        this.t = t;
        setHeaderTitle(t.get("closing.title"));
        setWidth("min(480px, 94vw)");
        buyer.setLabel(t.get("closing.buyer"));
        buyer.setItems(buyers);
        buyer.setItemLabelGenerator(Organisation::name);
        buyer.setWidthFull();
        buyer.setId("closing-buyer");
        answer.getElement().setAttribute("aria-live", "polite");
        Div inside =
                new Div(
                        buyer,
                        new Paragraph(t.get("closing.what")),
                        new Paragraph(t.get("closing.running")),
                        new Paragraph(t.get("closing.final")),
                        answer);
        inside.addClassName("gf-closing");
        add((Component) inside);
        confirm = Buttons.dangerFilled(t.get("closing.confirm"), click -> close(buyer.getValue()));
        confirm.setId("confirm-closing");
        confirm.setEnabled(false);
        buyer.addValueChangeListener(change -> confirm.setEnabled(change.getValue() != null));
        cancel = Buttons.plain(t.get("closing.cancel"), click -> close());
        getFooter().add(cancel, confirm);
    }

    private void close(@Nullable Organisation chosen) {
        if (chosen == null) {
            return;
        }
        answer.removeAll();
        switch (closePeriod.close(operator, chosen.id())) {
            case Closed(var invoices) -> {
                answer.add(
                        Message.info(
                                t.get("closing.done", chosen.name(), invoices.size()),
                                t.get("closing.done-text")));
                confirm.setVisible(false);
                buyer.setReadOnly(true);
                cancel.setText(t.get("closing.leave"));
            }
            case NothingToClose() ->
                    answer.add(
                            Message.info(
                                    t.get("closing.nothing", chosen.name()),
                                    t.get("closing.nothing-text")));
            case NoSuchOrganisation() -> answer.add(Message.error(t.get("closing.no-buyer"), ""));
        }
        closed.run();
    }
}
