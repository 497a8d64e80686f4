package gridfare.web.plan;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import gridfare.billing.subscription.CarryOutChanges;
import gridfare.billing.subscription.ChangeAnswer;
import gridfare.billing.subscription.ManageSubscription;
import gridfare.billing.subscription.PreviewAnswer;
import gridfare.billing.subscription.PreviewAnswer.Previewed;
import gridfare.domain.party.Party;
import gridfare.domain.plan.PlanLine;
import gridfare.domain.plan.SubscriptionChange;
import gridfare.web.part.Buttons;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;
import java.time.Instant;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Shows what a change costs, line by line, and carries it out for exactly that.
final class ChangeDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final int MOST_SEATS = 1_000;

    private final transient ManageSubscription manage;
    private final transient CarryOutChanges carryOut;
    private final transient Party buyer;
    private final transient IntFunction<PreviewAnswer> preview;
    private final transient Runnable done;
    private final transient Texts t;
    private final IntegerField seats = new IntegerField();
    private final Div figures = new Div();
    private final Div answer = new Div();

    /// @param count the seats that it begins with; null: they are not asked for
    /// @param preview of a number of seats
    /// @param done told once it is changed
    ChangeDialog(
            String title,
            @Nullable Integer count,
            IntFunction<PreviewAnswer> preview,
            ManageSubscription manage,
            CarryOutChanges carryOut,
            Party buyer,
            Runnable done,
            Texts t) {
        this.manage = manage;
        this.carryOut = carryOut;
        this.buyer = buyer;
        this.preview = preview;
        this.done = done;
        this.t = t;
        setHeaderTitle(title);
        setWidth("min(560px, 94vw)");
        figures.addClassName("gf-dialog-figures");
        answer.getElement().setAttribute("aria-live", "polite");
        seats.setLabel(t.get("subscription.seats"));
        seats.setId("seats");
        seats.setMin(1);
        seats.setMax(MOST_SEATS);
        seats.setStepButtonsVisible(true);
        seats.addThemeVariants(TextFieldVariant.LUMO_ALIGN_RIGHT);
        seats.setValue(count == null ? 1 : count);
        seats.setVisible(count != null);
        seats.addValueChangeListener(change -> look());
        add(seats, figures, answer);
        look();
    }

    private void look() {
        answer.removeAll();
        Integer wanted = seats.getValue();
        if (wanted == null || wanted < 1 || wanted > MOST_SEATS) {
            refuse(t.get("subscription.seats-range"));
            return;
        }
        show(preview.apply(wanted));
    }

    private void show(PreviewAnswer outcome) {
        switch (outcome) {
            case Previewed(var change, var validUntil) -> ask(change, validUntil);
            case PreviewAnswer.NoSuchPlan none -> refuse(t.get("subscription.no-plan"));
            case PreviewAnswer.NothingChanges none -> refuse(t.get("subscription.nothing-changes"));
            case PreviewAnswer.NoSuchSubscription none -> refuse(t.get("nothing-here.title"));
            case PreviewAnswer.AlreadySubscribed there -> refuse(t.get("subscription.already"));
            case PreviewAnswer.TrialUsed used -> refuse(t.get("subscription.trial-used"));
            case PreviewAnswer.PastDue due -> refuse(t.get("subscription.pay-first"));
            case PreviewAnswer.ChangeUnderWay other -> refuse(t.get("subscription.under-way"));
            case PreviewAnswer.NoExchangeRate none -> refuse(t.get("subscription.no-rate"));
            case PreviewAnswer.MayNotPay no -> refuse(t.get("billing.may-not"));
        }
    }

    private void ask(SubscriptionChange change, Instant validUntil) {
        KeyValues lines = new KeyValues();
        for (PlanLine line : change.lines()) {
            lines.line(PlanLineRow.name(line, t), t.money(line.amount()));
            if (!line.tax().isZero()) {
                lines.line(
                        t.get(
                                "subscription.tax",
                                t.percent(line.taxRate().share().doubleValue(), 0)),
                        t.money(line.tax()));
            }
        }
        boolean credit = change.net().isNegative();
        lines.total(
                t.get(credit ? "subscription.credit" : "subscription.now"),
                t.money(credit ? change.net().negated() : change.net()));
        figures.removeAll();
        figures.add(lines);
        Paragraph note =
                new Paragraph(
                        t.get("subscription.counted", t.time(change.at()), t.clock(validUntil)));
        note.addClassName("gf-line2");
        figures.add(note);
        getFooter().removeAll();
        Button agree =
                Buttons.primary(
                        change.net().minorUnits() > 0
                                ? t.get("subscription.agree-pay", t.money(change.net()))
                                : t.get("subscription.agree"),
                        click -> carryOut(change));
        agree.setId("confirm-change");
        agree.setDisableOnClick(true);
        getFooter().add(Buttons.plain(t.get("subscription.not"), click -> close()), agree);
    }

    private void carryOut(SubscriptionChange change) {
        answer.removeAll();
        switch (manage.confirm(buyer, change.id())) {
            case ChangeAnswer.Requested(var id) -> {
                switch (carryOut.settle(buyer.organisation(), id)) {
                    case DONE, PREVIEWED, REQUESTED, PAYING -> {
                        close();
                        done.run();
                    }
                    case DECLINED -> refuse(t.get("subscription.declined"));
                    case STALE -> again();
                }
            }
            case ChangeAnswer.Noted noted -> {
                close();
                done.run();
            }
            case ChangeAnswer.PreviewStale stale -> again();
            case ChangeAnswer.NoSuchPreview none -> again();
            case ChangeAnswer.NoSuchSubscription none -> refuse(t.get("nothing-here.title"));
            case ChangeAnswer.ChangeUnderWay other -> refuse(t.get("subscription.under-way"));
            case ChangeAnswer.NoPaymentMethod none -> refuse(t.get("subscription.no-method"));
            case ChangeAnswer.MayNotPay no -> refuse(t.get("billing.may-not"));
        }
    }

    /// The preview is too old: a new one, and nothing was charged.
    private void again() {
        look();
        answer.add(Message.warning(t.get("subscription.stale"), t.get("subscription.stale-text")));
    }

    private void refuse(String title) {
        figures.removeAll();
        getFooter().removeAll();
        answer.removeAll();
        answer.add(Message.error(title, ""));
        getFooter().add(Buttons.plain(t.get("subscription.not"), click -> close()));
    }
}
