package gridfare.web.quote;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.Party;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.quote.Asked.Answered;
import gridfare.domain.quote.Asked.MayNotAsk;
import gridfare.domain.quote.Asked.PolicyRefused;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuoteId;
import gridfare.domain.quote.ReadQuotes;
import gridfare.domain.quote.RequestQuote;
import gridfare.pricing.match.Request;
import gridfare.web.market.Market;
import gridfare.web.market.Markets;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Icon;
import gridfare.web.part.Message;
import gridfare.web.rest.Ids;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Where a buyer says what there is to compute. `?from=quo_…` starts from an earlier request.
@Route("fare-search")
@Menu(title = "nav.search", order = 1, icon = "search")
@RolesAllowed("buyer")
public final class FareSearchView extends Div implements Screen, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final int RECENT = 6;

    private final transient Texts t = Texts.ofReader();
    private final transient RequestQuote requestQuote;
    private final transient ReadQuotes readQuotes;
    private final transient Portal portal;
    private final transient InstantSource clock;
    private final RequestForm form;
    private final Div messages = new Div();
    private boolean again; // starts from an earlier request, not from a draft

    @Inject
    FareSearchView(
            RequestQuote requestQuote,
            ReadQuotes readQuotes,
            ReadOrganisations organisations,
            OfferBook book,
            Markets markets,
            Portal portal,
            InstantSource clock) {
        this.requestQuote = requestQuote;
        this.readQuotes = readQuotes;
        this.portal = portal;
        this.clock = clock;
        addClassName("gf-page");
        Market market = markets.now();
        form =
                new RequestForm(
                        t,
                        organisations.own(portal.party()).billingCurrency(),
                        book.chips(),
                        market);
        Button find = Buttons.primary(t.get("request.find"), Icon.SEARCH, click -> ask());
        find.setDisableOnClick(true);
        find.setId("find-fares");
        Div foot =
                new Div(find, new Paragraph(t.get("request.foot", market.book().offers().size())));
        foot.addClassNames("gf-row", "gf-request-foot");
        messages.getElement().setAttribute("aria-live", "polite");
        form.onChange(this::keep);
        add(head(), messages, form, foot, recent());
    }

    /// In this tab's memory, where it outlives the session: a restarted server, another language.
    private void keep() {
        getElement().executeJs("sessionStorage.setItem($0, $1)", draftKey(), form.draft().json());
    }

    /// By the page, which outlives this view.
    private void forget() {
        UI.getCurrent().getPage().executeJs("sessionStorage.removeItem($0)", draftKey());
    }

    /// One a person and organisation: a tab may be used by another one later.
    private String draftKey() {
        Party party = portal.party();
        return "gridfare-request:" + party.person().uuid() + ":" + party.organisation().uuid();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (event.isInitialAttach() && !again) {
            getElement()
                    .executeJs("return sessionStorage.getItem($0) || ''", draftKey())
                    .then(String.class, text -> Draft.read(text).ifPresent(this::resume));
        }
    }

    private void resume(Draft draft) {
        form.resume(draft);
        Message message = Message.info(t.get("request.draft"), t.get("request.draft-text"));
        message.setId("draft-resumed");
        message.add(
                Buttons.small(
                        Buttons.plain(
                                t.get("request.start-over"),
                                click -> {
                                    forget();
                                    UI.getCurrent().refreshCurrentRoute(false);
                                })));
        messages.add(message);
    }

    private Div head() {
        Div head = new Div(new H1(t.get("request.title")));
        head.addClassName("gf-page-head");
        return head;
    }

    private void ask() {
        messages.removeAll();
        Optional<Request> request = form.read(clock.instant());
        if (request.isEmpty()) {
            messages.add(Message.error(t.get("request.faults"), t.get("request.faults-text")));
        } else {
            switch (requestQuote.ask(portal.party(), request.get())) {
                case Answered(Quote quote) -> {
                    forget();
                    getUI().ifPresent(ui -> ui.navigate(QuoteView.class, quote.id().external()));
                }
                case PolicyRefused(String rule, String text) ->
                        messages.add(Message.error(t.get("request.refused", rule), text));
                case MayNotAsk() -> messages.add(Message.error(t.get("request.may-not"), ""));
            }
        }
        getChildren()
                .flatMap(child -> child.getChildren())
                .filter(child -> child.getId().filter("find-fares"::equals).isPresent())
                .forEach(button -> ((Button) button).setEnabled(true));
    }

    private Card recent() {
        Card card = new Card(t.get("request.recent"));
        List<Quote> quotes = readQuotes.latest(portal.party(), RECENT, null);
        card.setVisible(!quotes.isEmpty());
        Div list = new Div();
        list.addClassName("gf-recent");
        for (Quote quote : quotes) {
            com.vaadin.flow.router.RouterLink link =
                    new com.vaadin.flow.router.RouterLink(
                            Wording.title(quote.request(), t),
                            QuoteView.class,
                            quote.id().external());
            Div row = new Div(link, new Paragraph(t.time(quote.askedAt())));
            list.add(row);
        }
        return card.inside(list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter("from")
                .flatMap(text -> Ids.parse(QuoteId.class, text))
                .flatMap(id -> readQuotes.find(portal.party(), id))
                .ifPresent(quote -> {
                    again = true;
                    form.fill(quote.request());
                });
    }

    @Override
    public String titleKey() {
        return "nav.search";
    }
}
