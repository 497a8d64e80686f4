package gridfare.web.invoice;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.shared.Registration;
import gridfare.billing.invoice.PayAnswer;
import gridfare.billing.invoice.PayAnswer.AlreadyPaid;
import gridfare.billing.invoice.PayAnswer.Collecting;
import gridfare.billing.invoice.PayAnswer.MayNotPay;
import gridfare.billing.invoice.PayAnswer.NoPaymentMethod;
import gridfare.billing.invoice.PayAnswer.NoSuchInvoice;
import gridfare.billing.invoice.PayAnswer.TooSmall;
import gridfare.billing.invoice.PayInvoice;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceChanged;
import gridfare.domain.invoice.InvoiceDetail;
import gridfare.domain.invoice.InvoiceDetail.DetailedLine;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceLine;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.PaymentState;
import gridfare.domain.invoice.ReadInvoices;
import gridfare.domain.invoice.UsageRun;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.plan.PlanLine;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.resource.ChipId;
import gridfare.web.market.Markets;
import gridfare.web.market.Words;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Icon;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Message;
import gridfare.web.part.Table;
import gridfare.web.part.Tone;
import gridfare.web.plan.PlanLineRow;
import gridfare.web.rest.Ids;
import gridfare.web.security.Portal;
import gridfare.web.shell.Broadcaster;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One invoice as it is printed: every line with its seconds, its frozen rate and the runs beneath
/// it. Paying it is followed live.
@Route("billing/invoice")
@RolesAllowed("buyer")
public final class InvoiceView extends Div implements Screen, HasUrlParameter<String> {

    private static final long serialVersionUID = 1L;
    private static final int LOOK_MS = 2_000;

    private final transient Texts t = Texts.ofReader();
    private final transient ReadInvoices readInvoices;
    private final transient PayInvoice payInvoice;
    private final transient ReadOrganisations organisations;
    private final transient Portal portal;
    private final transient Broadcaster broadcaster;
    private final transient InstantSource clock;
    private final transient Words words;
    private final Div answer = new Div();
    private transient @Nullable InvoiceDetail shown;
    private @Nullable Registration looking;

    @Inject
    InvoiceView(
            ReadInvoices readInvoices,
            PayInvoice payInvoice,
            ReadOrganisations organisations,
            Portal portal,
            Broadcaster broadcaster,
            Markets markets,
            OfferBook book,
            InstantSource clock) {
        this.readInvoices = readInvoices;
        this.payInvoice = payInvoice;
        this.organisations = organisations;
        this.portal = portal;
        this.broadcaster = broadcaster;
        this.clock = clock;
        this.words = Words.of(markets, book, t);
        addClassNames("gf-page", "gf-invoice-page");
        answer.getElement().setAttribute("aria-live", "polite");
        answer.addClassName("gf-no-print");
    }

    @Override
    public void setParameter(BeforeEvent event, String parameter) {
        show(
                Ids.parse(InvoiceId.class, parameter)
                        .flatMap(id -> readInvoices.find(portal.party(), id))
                        .orElseThrow(NotFoundException::new));
    }

    private void show(InvoiceDetail detail) {
        shown = detail;
        removeAll();
        add(head(detail), answer);
        progress(detail);
        add(sheet(detail));
    }

    private Div head(InvoiceDetail detail) {
        Invoice invoice = detail.invoice();
        Badge state = InvoiceBadge.of(invoice, clock.instant(), t);
        state.setId("invoice-state");
        state.getElement().setAttribute("role", "status");
        Div actions =
                new Div(
                        Buttons.plain(
                                t.get("invoice.print"),
                                Icon.PRINT,
                                click -> UI.getCurrent().getPage().executeJs("window.print()")));
        actions.addClassName("gf-row");
        boolean payable =
                invoice.state() == InvoiceState.OPEN
                        && !invoice.carried()
                        && portal.party().role().mayPay();
        if (payable) {
            boolean underWay = live(detail) != null;
            Button pay =
                    Buttons.primary(
                            underWay
                                    ? t.get("invoice.collecting")
                                    : t.get("invoice.pay", t.money(invoice.due())),
                            click -> pay(invoice));
            pay.setId("pay-invoice");
            pay.setEnabled(!underWay);
            pay.setDisableOnClick(true);
            actions.add(pay);
        }
        Div head = new Div(new H1(t.get("invoice.title", number(invoice))), state, actions);
        head.addClassNames("gf-page-head", "gf-no-print");
        return head;
    }

    private void pay(Invoice invoice) {
        answer.removeAll();
        PayAnswer outcome = payInvoice.pay(portal.party(), invoice.id());
        switch (outcome) {
            case Collecting collecting -> {}
            case AlreadyPaid paid -> {}
            case NoPaymentMethod none -> {
                RouterLink add = new RouterLink(t.get("invoice.add-method"), BillingView.class);
                Message message =
                        Message.warning(
                                t.get("invoice.no-method"), t.get("invoice.no-method-text"));
                message.add(add);
                answer.add(message);
            }
            case TooSmall(var least) ->
                    answer.add(
                            Message.info(
                                    t.get("invoice.too-small"),
                                    t.get("invoice.too-small-text", t.money(least))));
            case NoSuchInvoice none -> answer.add(Message.error(t.get("nothing-here.title"), ""));
            case MayNotPay no -> answer.add(Message.error(t.get("billing.may-not"), ""));
        }
        refresh();
    }

    private static @Nullable Payment live(InvoiceDetail detail) {
        return detail.payments().stream()
                .filter(payment -> payment.state().isLive())
                .findFirst()
                .orElse(null);
    }

    /// What is happening to the payment, in words, until it is settled.
    private void progress(InvoiceDetail detail) {
        if (detail.invoice().state() != InvoiceState.OPEN || detail.payments().isEmpty()) {
            if (detail.invoice().carried() && detail.invoice().state() == InvoiceState.OPEN) {
                add(Message.info(t.get("invoice.too-small"), t.get("invoice.carried-text")));
            }
            return;
        }
        Payment latest = detail.payments().getFirst();
        Message message =
                switch (latest.state()) {
                    case INTENDED ->
                            Message.info(
                                    t.get("invoice.collecting-now", t.money(latest.amount())),
                                    t.get("invoice.collecting-text"));
                    case UNKNOWN ->
                            Message.warning(
                                    t.get("invoice.unknown"), t.get("invoice.unknown-text"));
                    case REQUIRES_ACTION ->
                            Message.warning(
                                    t.get("invoice.confirm"), t.get("invoice.confirm-text"));
                    case DECLINED ->
                            Message.error(
                                    t.get("invoice.declined", latest.failureCode().orElse("")),
                                    t.get("invoice.declined-text"));
                    case SUCCEEDED -> Message.info(t.get("payment-state.SUCCEEDED"), "");
                };
        message.setId("payment-progress");
        message.addClassName("gf-no-print");
        message.getElement().setAttribute("data-state", latest.state().name());
        add(message);
    }

    private Div sheet(InvoiceDetail detail) {
        Div sheet =
                new Div(
                        letterhead(detail.invoice()),
                        parties(detail.invoice()),
                        lines(detail),
                        foot(detail));
        sheet.addClassName("gf-sheet");
        return sheet;
    }

    private Div letterhead(Invoice invoice) {
        Div brand = new Div(new Image("gridfare/brand.svg", ""), new Span("Gridfare"));
        brand.addClassName("gf-brand");
        Span number = new Span(number(invoice));
        number.addClassName("gf-secondary");
        Div right = new Div(new H2(t.get("invoice.name")), number);
        right.addClassName("gf-sheet-title");
        Div head = new Div(brand, right);
        head.addClassName("gf-sheet-head");
        return head;
    }

    private Div parties(Invoice invoice) {
        Organisation buyer = organisations.own(portal.party());
        Div to =
                new Div(
                        small(t.get("invoice.billed-to")),
                        strong(buyer.name()),
                        new Span(Locale.of("", buyer.country()).getDisplayCountry(t.locale())));
        Div period =
                new Div(
                        small(t.get("billing.period")),
                        strong(utc(invoice.periodStart())),
                        strong(t.get("invoice.until", utc(invoice.periodEnd()))),
                        new Span(t.get("invoice.exclusive")));
        KeyValues dates = new KeyValues();
        invoice.issuedAt().ifPresent(at -> dates.line(t.get("invoice.issued"), t.utcDay(at)));
        invoice.dueAt().ifPresent(at -> dates.line(t.get("billing.due"), t.utcDay(at)));
        invoice.paidAt().ifPresent(at -> dates.line(t.get("invoice.paid"), t.utcDay(at)));
        dates.line(t.get("invoice.currency"), invoice.currency().getCurrencyCode());
        dates.total(t.get("invoice.to-pay"), t.money(invoice.due()));
        Div parties = new Div(to, period, dates);
        parties.addClassName("gf-sheet-parties");
        return parties;
    }

    private static Span small(String text) {
        Span small = new Span(text);
        small.addClassNames("gf-small", "gf-tertiary");
        return small;
    }

    private static Span strong(String text) {
        Span strong = new Span(text);
        strong.addClassName("gf-strong");
        return strong;
    }

    private Component lines(InvoiceDetail detail) {
        Table table =
                new Table(t.get("invoice.lines"))
                        .column(t.get("invoice.what"))
                        .figures(t.get("invoice.counted"))
                        .figures(
                                t.get(
                                        detail.planLines().isEmpty()
                                                ? "invoice.rate"
                                                : "invoice.price"))
                        .figures(t.get("invoice.amount"))
                        .figures(t.get("invoice.tax"));
        table.addClassName("gf-lines");
        for (DetailedLine line : detail.lines()) {
            table.row(
                    what(line),
                    Table.two(
                            t.get("invoice.seconds", t.number(line.line().gpuSeconds())),
                            t.get("invoice.hours", t.gpuHours(line.line().gpuSeconds()))),
                    Table.text(t.exactRate(line.line().rate().perHour())),
                    strong(t.money(line.line().amount())),
                    Table.two(
                            t.money(line.line().tax()),
                            t.percent(line.line().taxRate().share().doubleValue(), 0)));
        }
        detail.planLines().forEach(line -> PlanLineRow.add(table, line, t));
        return table;
    }

    private Component what(DetailedLine detailed) {
        InvoiceLine line = detailed.line();
        String tier =
                Arrays.stream(QosTier.values())
                        .filter(known -> known.name().equals(line.tier()))
                        .findFirst()
                        .map(t::word)
                        .orElse(line.tier());
        Div box = new Div(strong(words.chip(new ChipId(line.chip())) + ", " + tier));
        Span more =
                new Span(
                        t.word(line.what())
                                + line.project()
                                        .map(name -> ", " + t.get("invoice.project", name))
                                        .orElse(""));
        more.addClassName("gf-line2");
        box.add(more);
        NativeDetails runs = new NativeDetails(t.get("invoice.runs", detailed.runs().size()));
        runs.addClassName("gf-runs");
        Div list = new Div();
        for (UsageRun run : detailed.runs()) {
            Span leg = new Span(run.leg().external().substring(0, 14) + "…");
            leg.addClassName("gf-mono");
            list.add(
                    new Div(
                            leg,
                            new Span(t.get("invoice.from-to", utc(run.from()), utc(run.to()))),
                            new Span(t.get("invoice.seconds", t.number(run.gpuSeconds())))));
        }
        runs.setContent(list);
        box.add(runs);
        return box;
    }

    private Div foot(InvoiceDetail detail) {
        Invoice invoice = detail.invoice();
        Div notes =
                new Div(
                        new H3(t.get("invoice.how-counted")),
                        new Paragraph(t.get("invoice.dialect")),
                        new H3(t.get("invoice.where-rates")),
                        new Paragraph(
                                t.get(
                                        detail.planLines().isEmpty()
                                                ? "invoice.where-rates-text"
                                                : "invoice.where-prices-text")));
        Stream.concat(
                        detail.lines().stream().map(line -> line.line().taxReason()),
                        detail.planLines().stream().map(PlanLine::taxReason))
                .distinct()
                .forEach(reason ->
                        notes.add(new Paragraph(t.get("invoice.tax-why", t.get(reason)))));
        notes.addClassName("gf-sheet-notes");
        KeyValues totals = new KeyValues();
        totals.line(t.get("invoice.subtotal"), t.money(invoice.subtotal()));
        totals.line(t.get("invoice.tax-sum"), t.money(invoice.tax()));
        totals.line(t.get("invoice.total"), t.money(invoice.total()));
        detail.payments().reversed().forEach(payment -> payment(payment, totals));
        LedgerAmount credit = credit(detail);
        if (!credit.isZero()) {
            totals.line(t.get("invoice.credit"), t.money(credit.negated()));
        }
        totals.total(
                t.get("invoice.to-pay-in", invoice.currency().getCurrencyCode()),
                t.money(invoice.due()));
        Div right = new Div(totals);
        right.addClassName("gf-sheet-totals");
        Div foot = new Div(notes, right);
        foot.addClassName("gf-sheet-foot");
        return foot;
    }

    /// What was paid of it by credit on account: all that no payment says.
    private static LedgerAmount credit(InvoiceDetail detail) {
        if (detail.invoice().carried()) return LedgerAmount.zero(detail.invoice().currency());
        LedgerAmount collected =
                detail.payments().stream()
                        .filter(payment -> payment.state() == PaymentState.SUCCEEDED)
                        .map(Payment::amount)
                        .reduce(LedgerAmount.zero(detail.invoice().currency()), LedgerAmount::plus);
        LedgerAmount rest = detail.invoice().paid().minus(collected);
        return rest.isNegative() ? LedgerAmount.zero(rest.currency()) : rest;
    }

    private void payment(Payment payment, KeyValues totals) {
        String when = t.utcDay(payment.settledAt().orElse(payment.createdAt()));
        switch (payment.state()) {
            case SUCCEEDED ->
                    totals.line(
                            t.get("invoice.paid-on", when), t.money(payment.amount().negated()));
            case DECLINED, UNKNOWN, INTENDED, REQUIRES_ACTION ->
                    totals.line(
                            t.get("invoice.attempt-on", t.number(payment.attempt()), when),
                            badge(payment));
        }
    }

    private Badge badge(Payment payment) {
        String word = t.word(payment.state());
        return switch (payment.state()) {
            case INTENDED -> new Badge(Tone.ACCENT, Icon.REFRESH, word);
            case UNKNOWN -> new Badge(Tone.WARN, Icon.HELP, word);
            case REQUIRES_ACTION -> new Badge(Tone.WARN, Icon.WARN, word);
            case SUCCEEDED -> new Badge(Tone.OK, Icon.OK, word);
            case DECLINED -> new Badge(Tone.BAD, Icon.BAD, word);
        };
    }

    private String number(Invoice invoice) {
        return invoice.number().orElseGet(() -> t.get("billing.draft"));
    }

    /// A second of UTC, as invoices have it.
    private String utc(Instant at) {
        return t.utcDay(at) + " " + new Texts(t.locale(), ZoneOffset.UTC).exactClock(at);
    }

    private void refresh() {
        InvoiceDetail old = shown;
        if (old != null) {
            readInvoices.find(portal.party(), old.invoice().id()).ifPresent(this::show);
        }
    }

    /// Looks again while a payment is under way, should a word of it be lost.
    private void look() {
        InvoiceDetail old = shown;
        if (old != null && live(old) != null) {
            refresh();
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        broadcaster.listen(
                this,
                portal.party().organisation(),
                InvoiceChanged.class,
                change -> {
                    InvoiceDetail old = shown;
                    if (old != null && old.invoice().id().equals(change.invoice())) {
                        refresh();
                    }
                });
        event.getUI().setPollInterval(LOOK_MS);
        looking = event.getUI().addPollListener(poll -> look());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
        if (looking != null) {
            looking.remove();
        }
    }

    @Override
    public String titleKey() {
        return "invoice.name";
    }

    @Override
    public String title() {
        InvoiceDetail detail = shown;
        return detail == null ? t.get(titleKey()) : number(detail.invoice());
    }

    @Override
    public List<Crumb> above() {
        return List.of(new Crumb(t.get("nav.billing"), "billing"));
    }
}
