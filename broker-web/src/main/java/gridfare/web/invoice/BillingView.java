package gridfare.web.invoice;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import gridfare.billing.invoice.MethodAnswer.Added;
import gridfare.billing.invoice.MethodAnswer.Adding;
import gridfare.billing.invoice.MethodAnswer.MayNotPay;
import gridfare.billing.invoice.MethodAnswer.Refused;
import gridfare.billing.invoice.PaymentMethods;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceChanged;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.PaymentMethod;
import gridfare.domain.invoice.ReadInvoices;
import gridfare.domain.party.CreditLine;
import gridfare.domain.party.ReadOrganisations;
import gridfare.pricing.money.LedgerAmount;
import gridfare.web.config.Settings;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Kpis;
import gridfare.web.part.Message;
import gridfare.web.part.Table;
import gridfare.web.security.Portal;
import gridfare.web.shell.Broadcaster;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import gridfare.web.usage.UseSoFar;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an organisation owes and has paid, and how it pays.
@Route("billing")
@Menu(title = "nav.billing", order = 102, icon = "money")
@RolesAllowed("buyer")
public final class BillingView extends Div implements Screen {

    private static final long serialVersionUID = 1L;
    private static final int MOST_OPEN = 200;
    private static final int A_PAGE = 50;
    private static final int LONGEST_TOKEN = 255;

    /// Stripe's own tokens of test cards: one that pays and two that do not.
    private static final List<String> TEST_CARDS =
            List.of("pm_card_visa", "pm_card_chargeCustomerFail", "pm_card_chargeDeclined");

    private final transient Texts t = Texts.ofReader();
    private final transient ReadInvoices readInvoices;
    private final transient PaymentMethods paymentMethods;
    private final transient Portal portal;
    private final transient Broadcaster broadcaster;
    private final transient NextInvoice nextInvoice;
    private final transient ReadOrganisations organisations;
    private final transient InstantSource clock;
    private final boolean sandbox;
    private final Div figures = new Div();
    private final Div invoices = new Div();
    private final Div methods = new Div();
    private final Div answer = new Div();

    @Inject
    BillingView(
            ReadInvoices readInvoices,
            PaymentMethods paymentMethods,
            Portal portal,
            Broadcaster broadcaster,
            NextInvoice nextInvoice,
            ReadOrganisations organisations,
            InstantSource clock,
            Settings settings) {
        this.readInvoices = readInvoices;
        this.paymentMethods = paymentMethods;
        this.portal = portal;
        this.broadcaster = broadcaster;
        this.nextInvoice = nextInvoice;
        this.organisations = organisations;
        this.clock = clock;
        this.sandbox = settings.sandbox().isPresent();
        addClassName("gf-page");
        Div head = new Div(new H1(t.get("billing.title")));
        head.addClassName("gf-page-head");
        Card list = new Card(t.get("billing.invoices"));
        list.add((Component) invoices);
        Card ways = new Card(t.get("billing.methods"));
        ways.add((Component) methods);
        answer.getElement().setAttribute("aria-live", "polite");
        ways.inside(adding(), answer);
        Div side = new Div(ways);
        side.addClassName("gf-column");
        Div columns = new Div(list, side);
        columns.addClassName("gf-columns");
        add(head, figures, columns);
        showFigures();
        showMethods();
        showInvoices(null);
    }

    private void showFigures() {
        Currency currency = organisations.own(portal.party()).billingCurrency();
        List<Invoice> open =
                readInvoices.latest(portal.party(), MOST_OPEN, null).stream()
                        .filter(invoice -> invoice.state() == InvoiceState.OPEN)
                        .filter(invoice -> invoice.currency().equals(currency))
                        .toList();
        LedgerAmount due =
                open.stream()
                        .map(Invoice::due)
                        .reduce(LedgerAmount.zero(currency), LedgerAmount::plus);
        NextInvoice.Pending next = nextInvoice.of(portal.party());
        Kpis kpis =
                new Kpis(t.get("billing.figures"))
                        .figure(
                                t.get("billing.to-pay"),
                                t.money(due),
                                t.get("billing.open-invoices", open.size()))
                        .figure(
                                t.get("billing.not-invoiced"),
                                t.money(UseSoFar.cost(next.uses(), currency)),
                                t.get("billing.since", t.utcDay(next.since())));
        organisations
                .terms(portal.party())
                .filter(line -> line.terms() == CreditLine.Terms.INVOICED)
                .ifPresent(line ->
                        kpis.figure(
                                t.get("billing.limit"),
                                t.money(line.limit()),
                                t.get("billing.limit-text")));
        figures.removeAll();
        figures.add(kpis);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        broadcaster.listen(
                this,
                portal.party().organisation(),
                InvoiceChanged.class,
                change -> {
                    showFigures();
                    showInvoices(null);
                });
    }

    /// @param before null: from the newest on
    private void showInvoices(@Nullable InvoiceId before) {
        List<Invoice> found = readInvoices.latest(portal.party(), A_PAGE + 1, before);
        if (before == null) {
            invoices.removeAll();
        }
        if (found.isEmpty() && before == null) {
            invoices.add(new Empty(t.get("billing.none"), t.get("billing.none-text")));
            return;
        }
        Table table =
                new Table(t.get("billing.invoices"))
                        .column(t.get("billing.number"))
                        .column(t.get("billing.period"))
                        .column(t.get("billing.state"))
                        .figures(t.get("billing.total"))
                        .figures(t.get("billing.due"));
        List<Invoice> shown = found.subList(0, Math.min(A_PAGE, found.size()));
        for (Invoice invoice : shown) {
            RouterLink link =
                    new RouterLink(
                            invoice.number().orElse(t.get("billing.draft")),
                            InvoiceView.class,
                            invoice.id().external());
            link.addClassName("gf-strong");
            Span total = new Span(t.moneyWithCode(invoice.total()));
            total.addClassName("gf-strong");
            table.row(
                    Table.two(
                            link,
                            new Span(
                                    invoice.issuedAt()
                                            .map(at -> t.get("billing.issued", t.utcDay(at)))
                                            .orElse(""))),
                    Table.text(
                            t.utcDay(invoice.periodStart())
                                    + " – "
                                    + t.utcDay(invoice.periodEnd())),
                    InvoiceBadge.of(invoice, clock.instant(), t),
                    total,
                    Table.text(t.money(invoice.due())));
        }
        invoices.add(table);
        if (found.size() > A_PAGE) {
            Button more =
                    Buttons.quiet(
                            t.get("billing.more"),
                            click -> {
                                click.getSource().setVisible(false);
                                showInvoices(shown.getLast().id());
                            });
            invoices.add(more);
        }
    }

    private void showMethods() {
        methods.removeAll();
        List<PaymentMethod> known = paymentMethods.list(portal.party());
        if (known.isEmpty()) {
            methods.add(new Empty(t.get("billing.no-method"), t.get("billing.no-method-text")));
            return;
        }
        Table table =
                new Table(t.get("billing.methods"))
                        .column(t.get("billing.card"))
                        .figures(t.get("billing.added"));
        for (PaymentMethod method : known) {
            table.row(card(method), Table.text(t.day(method.addedAt())));
        }
        methods.add(table);
    }

    private Component card(PaymentMethod method) {
        Span name =
                new Span(
                        method.brand().map(BillingView::brand).orElse(method.token())
                                + method.lastDigits().map(digits -> " ···· " + digits).orElse(""));
        return switch (method.state()) {
            case ACTIVE -> name;
            case ADDING -> new Span(name, Badge.mark(t.get("billing.adding")));
            case REFUSED -> new Span(name, Badge.mark(t.get("billing.refused")));
        };
    }

    private static String brand(String name) {
        return name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /// Card data never passes here: in the sandbox one takes a test card, elsewhere the token that
    /// Stripe's form gave.
    private Component adding() {
        if (sandbox) {
            Select<String> cards = new Select<>();
            cards.setLabel(t.get("billing.test-card"));
            cards.setItems(TEST_CARDS);
            cards.setItemLabelGenerator(card -> t.get("billing." + card));
            cards.setValue(TEST_CARDS.getFirst());
            cards.setWidthFull();
            Button add =
                    Buttons.plain(
                            t.get("billing.add"), Icon.PLUS, click -> addCard(cards.getValue()));
            add.setId("add-card");
            return row(cards, add);
        }
        TextField token = new TextField(t.get("billing.token"));
        token.setMaxLength(LONGEST_TOKEN);
        token.setWidthFull();
        return row(
                token,
                Buttons.plain(
                        t.get("billing.add"),
                        Icon.PLUS,
                        click -> addCard(token.getValue().strip())));
    }

    private static Div row(Component... parts) {
        Div row = new Div(parts);
        row.addClassName("gf-add-method");
        return row;
    }

    private void addCard(String token) {
        answer.removeAll();
        if (token.isEmpty()) {
            answer.add(Message.error(t.get("billing.no-token"), ""));
            return;
        }
        switch (paymentMethods.add(portal.party(), token)) {
            case Added(PaymentMethod method) -> showMethods();
            case Adding(PaymentMethod method) -> {
                showMethods();
                answer.add(Message.warning(t.get("billing.adding"), t.get("billing.adding-text")));
            }
            case Refused(String code) ->
                    answer.add(
                            Message.error(t.get("billing.refused"), t.get("billing.code", code)));
            case MayNotPay no -> answer.add(Message.error(t.get("billing.may-not"), ""));
        }
    }

    @Override
    public String titleKey() {
        return "nav.billing";
    }
}
