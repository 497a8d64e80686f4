package gridfare.web.quote;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.placement.AcceptQuote;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuoteId;
import gridfare.domain.quote.QuoteState;
import gridfare.domain.quote.QuotedOption;
import gridfare.domain.quote.ReadQuotes;
import gridfare.pricing.quote.QuoteDecision.NoCapacity;
import gridfare.pricing.quote.QuoteDecision.OverBudget;
import gridfare.pricing.quote.QuoteDecision.Quoted;
import gridfare.web.market.Market;
import gridfare.web.market.Markets;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Message;
import gridfare.web.rest.Ids;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fares for one request, best first, each with its reasons; and what ruled the others out.
@Route("fare-search/quote")
@RolesAllowed("buyer")
public final class QuoteView extends Div implements Screen, HasUrlParameter<String> {

    private static final long serialVersionUID = 1L;

    private final transient Texts t = Texts.ofReader();
    private final transient ReadQuotes readQuotes;
    private final transient AcceptQuote acceptQuote;
    private final transient OfferBook book;
    private final transient Markets markets;
    private final transient Portal portal;
    private final transient InstantSource clock;
    private transient @Nullable Quote quote;
    private transient @Nullable Market market;

    private final Div list = new Div();
    private final H2 count = new H2();
    private final RadioButtonGroup<Order> order = new RadioButtonGroup<>();
    private final CheckboxGroup<String> providers = new CheckboxGroup<>();
    private final CheckboxGroup<String> chips = new CheckboxGroup<>();
    private final CheckboxGroup<String> purchases = new CheckboxGroup<>();

    /// By what options are put in order.
    private enum Order {
        BEST,
        TOTAL,
        FINISH,
        CARBON,
        RATE;

        /// The quote's own rank settles ties.
        Comparator<QuotedOption> comparator() {
            Comparator<QuotedOption> byRank = Comparator.comparingInt(QuotedOption::rank);
            return switch (this) {
                case BEST -> byRank;
                case TOTAL ->
                        Comparator.comparing((QuotedOption named) -> named.option().total())
                                .thenComparing(byRank);
                case FINISH ->
                        Comparator.comparing((QuotedOption named) -> named.option().finish())
                                .thenComparing(byRank);
                case CARBON -> Comparator.comparingDouble(Order::carbon).thenComparing(byRank);
                case RATE ->
                        Comparator.comparing((QuotedOption named) ->
                                        named.option().legs().getFirst().rate())
                                .thenComparing(byRank);
            };
        }

        /// What is not known comes last.
        private static double carbon(QuotedOption named) {
            Double kg = named.option().footprint().co2Kg();
            return kg == null ? Double.MAX_VALUE : kg;
        }
    }

    @Inject
    QuoteView(
            ReadQuotes readQuotes,
            AcceptQuote acceptQuote,
            OfferBook book,
            Markets markets,
            Portal portal,
            InstantSource clock) {
        this.readQuotes = readQuotes;
        this.acceptQuote = acceptQuote;
        this.book = book;
        this.markets = markets;
        this.portal = portal;
        this.clock = clock;
        addClassName("gf-page");
        list.addClassName("gf-options");
    }

    @Override
    public void setParameter(BeforeEvent event, String parameter) {
        Quote found =
                Ids.parse(QuoteId.class, parameter)
                        .flatMap(id -> readQuotes.find(portal.party(), id))
                        .orElseThrow(NotFoundException::new);
        quote = found;
        market = markets.now();
        removeAll();
        add(head(found), terms(found));
        switch (found.decision()) {
            case Quoted quoted -> options(found);
            case NoCapacity none ->
                    add(
                            new Card(t.get("quote.none"))
                                    .inside(new Empty("", t.get("quote.none-text"), edit(found))));
            case OverBudget(var budget, var cheapest, var ruledOut) ->
                    add(
                            Message.warning(
                                    t.get("quote.over-budget", t.money(budget)),
                                    t.get("quote.over-budget-text", t.money(cheapest))));
        }
        add(new RuledOutCard(found.decision().ruledOut(), t));
    }

    private Div head(Quote found) {
        Span id = new Span(found.id().external());
        id.addClassNames("gf-mono", "gf-tertiary");
        Div actions = new Div(edit(found));
        actions.addClassName("gf-row");
        Div head = new Div(new H1(Wording.title(found.request(), t)), id, actions);
        head.addClassName("gf-page-head");
        return head;
    }

    private com.vaadin.flow.component.button.Button edit(Quote found) {
        return Buttons.plain(
                t.get("quote.edit"),
                Icon.EDIT,
                click -> UI.getCurrent().navigate("fare-search?from=" + found.id().external()));
    }

    private Div terms(Quote found) {
        Div row = new Div();
        row.addClassName("gf-terms");
        for (Wording.Term term : Wording.terms(found.request(), book.chips(), t)) {
            Span name = new Span(term.name());
            name.addClassName("gf-tertiary");
            Span value = new Span(term.value());
            value.addClassName("gf-strong");
            Span chip = new Span(name, value);
            chip.addClassName("gf-term");
            row.add(chip);
        }
        return row;
    }

    private void options(Quote found) {
        order.setItems(Order.values());
        order.setItemLabelGenerator(t::word);
        order.setValue(Order.BEST);
        order.addClassName("gf-segments");
        order.setAriaLabel(t.get("quote.order"));
        order.addValueChangeListener(change -> show());
        Div bar = new Div(count, held(found), order);
        bar.addClassName("gf-options-bar");
        Div main = new Div(bar, list, note());
        main.addClassName("gf-column");
        Div columns = new Div(filters(found), main);
        columns.addClassName("gf-fares");
        add(columns);
        show();
    }

    private Span note() {
        Span note = new Span(t.get("quote.note"));
        note.addClassNames("gf-secondary", "gf-small");
        return note;
    }

    private Span held(Quote found) {
        Instant now = clock.instant();
        Span held = new Span();
        held.addClassName("gf-held");
        if (found.stateAt(now) != QuoteState.OPEN) {
            held.add(Icon.CLOCK.small(), new Span(t.word(found.stateAt(now))));
            return held;
        }
        Span left = new Span(t.clock(found.validUntil()));
        held.add(Icon.CLOCK.small(), new Span(t.get("quote.held")), left);
        left.getElement()
                .executeJs(
                        """
                        const end = Date.now() + $0 * 1000, me = this;
                        const tick = () => {
                          const s = Math.max(0, Math.round((end - Date.now()) / 1000));
                          me.textContent = Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0');
                          if (s > 0 && me.isConnected) setTimeout(tick, 1000);
                        };
                        tick();
                        """,
                        (int) Duration.between(now, found.validUntil()).toSeconds());
        return held;
    }

    private Div filters(Quote found) {
        Div aside = new Div(new H2(t.get("quote.filters")));
        aside.addClassName("gf-filters");
        aside.getElement().setAttribute("role", "group");
        aside.getElement().setAttribute("aria-label", t.get("quote.filters"));
        filter(aside, providers, t.get("quote.provider"), found, this::provider);
        filter(aside, chips, t.get("request.chips"), found, this::chip);
        filter(aside, purchases, t.get("quote.purchase"), found, this::purchase);
        return aside;
    }

    private void filter(
            Div aside,
            CheckboxGroup<String> group,
            String label,
            Quote found,
            Function<QuotedOption, String> word) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        found.options().forEach(named -> counts.merge(word.apply(named), 1, Integer::sum));
        group.setLabel(label);
        group.setItems(counts.keySet());
        group.setItemLabelGenerator(item -> item + "  " + counts.get(item));
        group.setValue(counts.keySet());
        group.addValueChangeListener(change -> show());
        aside.add(group);
    }

    private void show() {
        Quote found = quote;
        Market known = market;
        if (found == null || known == null) {
            return;
        }
        List<QuotedOption> shown =
                found.options().stream()
                        .filter(named -> among(providers.getValue(), provider(named)))
                        .filter(named -> among(chips.getValue(), chip(named)))
                        .filter(named -> among(purchases.getValue(), purchase(named)))
                        .sorted(order.getValue().comparator())
                        .toList();
        count.setText(t.get("quote.count", shown.size(), found.decision().ruledOut().candidates()));
        list.removeAll();
        boolean open = found.stateAt(clock.instant()) == QuoteState.OPEN;
        for (QuotedOption named : shown) {
            list.add(
                    new OptionRow(
                            named, found.request(), book.chips(), known, t, open, this::choose));
        }
        if (shown.isEmpty()) {
            list.add(new Empty(t.get("quote.filtered"), t.get("quote.filtered-text")));
        }
    }

    private void choose(QuotedOption named) {
        Quote found = quote;
        if (found != null) {
            new ChooseDialog(found, named, acceptQuote, portal.party(), t).open();
        }
    }

    private static boolean among(Set<String> chosen, String word) {
        return chosen.contains(word);
    }

    private String provider(QuotedOption named) {
        Market known = market;
        return known == null
                ? ""
                : known.provider(named.option().legs().getFirst().provider()).name();
    }

    private String chip(QuotedOption named) {
        return Wording.chip(named.option().chip(), book.chips());
    }

    private String purchase(QuotedOption named) {
        return t.word(named.option().legs().getFirst().purchaseOption());
    }

    @Override
    public String titleKey() {
        return "quote.title";
    }

    @Override
    public String title() {
        Quote found = quote;
        return found == null ? t.get(titleKey()) : Wording.title(found.request(), t);
    }

    @Override
    public List<Crumb> above() {
        return List.of(new Crumb(t.get("nav.search"), "fare-search"));
    }
}
