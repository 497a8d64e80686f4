package gridfare.web.quote;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import gridfare.domain.party.Party;
import gridfare.domain.placement.AcceptQuote;
import gridfare.domain.placement.Acceptance;
import gridfare.domain.placement.Acceptance.Accepted;
import gridfare.domain.placement.Acceptance.AlreadyAccepted;
import gridfare.domain.placement.Acceptance.CreditExceeded;
import gridfare.domain.placement.Acceptance.InsufficientCapacity;
import gridfare.domain.placement.Acceptance.MayNotPlace;
import gridfare.domain.placement.Acceptance.NoSuchOption;
import gridfare.domain.placement.Acceptance.QuoteExpired;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementWishes;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuotedOption;
import gridfare.pricing.quote.Option;
import gridfare.web.part.Buttons;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;

/// The last question before money is owed: all that the buyer agrees to, and one name to give.
final class ChooseDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 120;

    private final transient Quote quote;
    private final transient QuotedOption named;
    private final transient AcceptQuote acceptQuote;
    private final transient Party buyer;
    private final transient Texts t;
    private final TextField name = new TextField();
    private final Div answer = new Div();

    ChooseDialog(Quote quote, QuotedOption named, AcceptQuote acceptQuote, Party buyer, Texts t) {
        this.quote = quote;
        this.named = named;
        this.acceptQuote = acceptQuote;
        this.buyer = buyer;
        this.t = t;
        Option option = named.option();
        setHeaderTitle(t.get("choose.title"));
        setWidth("min(480px, 94vw)");
        KeyValues terms = new KeyValues();
        terms.line(t.get("choose.rate"), t.exactRate(option.legs().getFirst().rate().perHour()));
        terms.line(t.get("choose.start"), t.time(option.start()));
        terms.line(t.get("choose.agreed-end"), t.time(option.agreedEnd()));
        terms.line(t.get("choose.estimate"), t.money(option.total()));
        terms.total(t.get("choose.at-most"), t.money(option.totalAtMost()));
        name.setLabel(t.get("choose.name"));
        name.setPlaceholder(t.get("choose.name-example"));
        name.setMaxLength(LONGEST_NAME);
        name.setWidthFull();
        answer.getElement().setAttribute("aria-live", "polite");
        String promise =
                quote.request().tier().mayQueue()
                        ? t.get("choose.may-queue")
                        : t.get("choose.no-queue");
        add(terms, new Paragraph(promise), new Paragraph(t.get("choose.billing")), name, answer);
        Button cancel = Buttons.plain(t.get("choose.cancel"), click -> close());
        Button accept =
                Buttons.primary(
                        t.get("choose.accept", t.money(option.totalAtMost())), click -> accept());
        accept.setId("accept-option");
        getFooter().add(cancel, accept);
    }

    private void accept() {
        String given = name.getValue().strip();
        PlacementWishes wishes =
                given.isEmpty()
                        ? PlacementWishes.NONE
                        : new PlacementWishes(given, null, java.util.Map.of());
        Acceptance acceptance = acceptQuote.accept(buyer, quote.id(), named.id(), wishes);
        answer.removeAll();
        switch (acceptance) {
            case Accepted(Placement placement) -> show(placement);
            case AlreadyAccepted(Placement placement) -> show(placement);
            case QuoteExpired(var until) ->
                    refuse("choose.expired", t.get("choose.expired-text", t.time(until)));
            case InsufficientCapacity(var next) -> refuse("choose.gone", t.get("choose.gone-text"));
            case CreditExceeded(var missing) ->
                    refuse("choose.credit", t.get("choose.credit-text", t.money(missing)));
            case NoSuchOption none -> refuse("choose.expired", t.get("choose.ask-again"));
            case MayNotPlace no -> refuse("choose.may-not", t.get("choose.may-not-text"));
        }
    }

    private void show(Placement placement) {
        close();
        getUI().ifPresent(ui -> ui.navigate("placements/" + placement.id().external()));
    }

    private void refuse(String title, String text) {
        answer.add(Message.error(t.get(title), text));
    }
}
