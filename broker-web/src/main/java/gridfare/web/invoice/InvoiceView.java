package gridfare.web.invoice;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
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
import gridfare.domain.invoice.ReadInvoices;
import gridfare.domain.invoice.UsageRun;
import gridfare.domain.offer.OfferBook;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipId;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Icon;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Message;
import gridfare.web.part.Table;
import gridfare.web.part.Tone;
import gridfare.web.rest.Ids;
import gridfare.web.security.Portal;
import gridfare.web.shell.Broadcaster;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One invoice: lines that say what, when, how many seconds, at which frozen rate; and its payment.
@Route("billing/invoice")
@RolesAllowed("buyer")
public final class InvoiceView extends Div implements Screen, HasUrlParameter<String> {

    private static final long serialVersionUID = 1L;

    private final transient Texts t = Texts.ofReader();
    private final transient ReadInvoices readInvoices;
    private final transient PayInvoice payInvoice;
    private final transient OfferBook book;
    private final transient Portal portal;
    private final transient Broadcaster broadcaster;
    private final Div answer = new Div();
    private transient @Nullable Invoice invoice;

    @Inject
    InvoiceView(
            ReadInvoices readInvoices,
            PayInvoice payInvoice,
            OfferBook book,
            Portal portal,
            Broadcaster broadcaster) {
        this.readInvoices = readInvoices;
        this.payInvoice = payInvoice;
        this.book = book;
        this.portal = portal;
        this.broadcaster = broadcaster;
        addClassName("gf-page");
        answer.getElement().setAttribute("aria-live", "polite");
    }

    @Override
    public void setParameter(BeforeEvent event, String parameter) {
        InvoiceId id = Ids.parse(InvoiceId.class, parameter).orElseThrow(NotFoundException::new);
        show(find(id).orElseThrow(NotFoundException::new));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        broadcaster.listen(
                this,
                portal.party().organisation(),
                InvoiceChanged.class,
                change -> {
                    Invoice shown = invoice;
                    if (shown != null && shown.id().equals(change.invoice())) {
                        answer.removeAll();
                        find(change.invoice()).ifPresent(this::show);
                    }
                });
    }

    private Optional<InvoiceDetail> find(InvoiceId id) {
        return readInvoices.find(portal.party(), id);
    }

    private void show(InvoiceDetail detail) {
        Invoice known = detail.invoice();
        invoice = known;
        removeAll();
        add(head(known), answer, lines(detail));
        Div foot = new Div(payments(detail.payments()), totals(known));
        foot.addClassName("gf-invoice-foot");
        add(foot, new Paragraph(t.get("invoice.dialect")));
    }

    private Component head(Invoice known) {
        Badge state = InvoiceBadge.of(known.state(), t);
        state.setId("invoice-state");
        Div actions = new Div();
        actions.addClassName("gf-row");
        actions.add(
                Buttons.plain(
                        t.get("invoice.print"),
                        Icon.PRINT,
                        click -> UI.getCurrent().getPage().executeJs("print()")));
        if (known.state() == InvoiceState.OPEN) {
            Button pay =
                    Buttons.primary(
                            t.get("invoice.pay", t.money(known.due())),
                            Icon.CARD,
                            click -> pay(known));
            pay.setId("pay-invoice");
            pay.setDisableOnClick(true);
            actions.add(pay);
        }
        Div head =
                new Div(
                        new H1(
                                t.get(
                                        "invoice.title",
                                        known.number().orElse(t.get("billing.draft")))),
                        state,
                        sub(
                                t.get(
                                        "invoice.period",
                                        t.utcDay(known.periodStart()),
                                        t.utcDay(known.periodEnd()))),
                        actions);
        head.addClassName("gf-page-head");
        return head;
    }

    private static Span sub(String text) {
        Span sub = new Span(text);
        sub.addClassName("gf-sub");
        return sub;
    }

    private Component lines(InvoiceDetail detail) {
        Card card = new Card(t.get("invoice.lines")).sub(t.get("invoice.lines-sub"));
        Table table =
                new Table(t.get("invoice.lines"))
                        .column(t.get("invoice.what"))
                        .figures(t.get("invoice.gpu-hours"))
                        .figures(t.get("invoice.rate"))
                        .figures(t.get("invoice.amount"))
                        .figures(t.get("invoice.tax"));
        for (DetailedLine detailed : detail.lines()) {
            InvoiceLine line = detailed.line();
            table.row(
                    new Div(what(line), runs(detailed.runs())),
                    Table.two(
                            t.gpuHours(line.gpuSeconds()),
                            t.get("invoice.seconds", line.gpuSeconds())),
                    Table.text(t.exactRate(line.rate().perHour())),
                    Table.text(t.money(line.amount())),
                    Table.two(
                            t.money(line.tax()),
                            t.number(BigDecimal.valueOf(line.taxRate().value(), 2), 0) + " %"));
        }
        card.add((Component) table);
        return card;
    }

    private Component what(InvoiceLine line) {
        String chip =
                book.chips().find(new ChipId(line.chip())).map(Chip::model).orElse(line.chip());
        return Table.two(
                t.word(line.what()) + ": " + chip,
                t.get("qos-tier." + line.tier())
                        + line.project().map(project -> " · " + project).orElse("")
                        + " · "
                        + t.get(line.taxReason()));
    }

    private Component runs(List<UsageRun> runs) {
        Div list = new Div();
        list.addClassName("gf-runs");
        for (UsageRun run : runs) {
            list.add(
                    new Div(
                            t.time(run.from())
                                    + " "
                                    + t.exactClock(run.from())
                                    + " – "
                                    + t.time(run.to())
                                    + " "
                                    + t.exactClock(run.to())
                                    + ", "
                                    + t.get("invoice.seconds", run.gpuSeconds())));
        }
        Details details = new Details(t.get("invoice.runs", runs.size()), list);
        details.addClassName("gf-runs-box");
        return details;
    }

    private Component payments(List<Payment> payments) {
        Card card = new Card(t.get("invoice.payments"));
        if (payments.isEmpty()) {
            return card.inside(new Paragraph(t.get("invoice.no-payment")));
        }
        Table table =
                new Table(t.get("invoice.payments"))
                        .column(t.get("invoice.attempt"))
                        .column(t.get("billing.state"))
                        .figures(t.get("invoice.amount"));
        for (Payment payment : payments) {
            table.row(
                    Table.text(payment.attempt() + ", " + t.time(payment.createdAt())),
                    new Span(
                            state(payment),
                            new Span(payment.failureCode().map(code -> " " + code).orElse(""))),
                    Table.text(t.money(payment.amount())));
        }
        card.add((Component) table);
        return card;
    }

    private Component state(Payment payment) {
        return switch (payment.state()) {
            case INTENDED -> new Badge(Tone.ACCENT, Icon.CLOCK, t.word(payment.state()));
            case UNKNOWN, REQUIRES_ACTION ->
                    new Badge(Tone.WARN, Icon.WARN, t.word(payment.state()));
            case SUCCEEDED -> new Badge(Tone.OK, Icon.CHECK, t.word(payment.state()));
            case DECLINED -> new Badge(Tone.BAD, Icon.BAD, t.word(payment.state()));
        };
    }

    private Component totals(Invoice known) {
        KeyValues totals = new KeyValues();
        totals.line(t.get("invoice.subtotal"), t.money(known.subtotal()));
        totals.line(t.get("invoice.tax"), t.money(known.tax()));
        totals.total(t.get("invoice.total"), t.moneyWithCode(known.total()));
        totals.line(t.get("invoice.paid"), t.money(known.paid()));
        totals.line(t.get("billing.due"), t.money(known.due()));
        Card card = Card.plain(t.get("invoice.total"));
        card.add((Component) totals);
        return card;
    }

    private void pay(Invoice known) {
        answer.removeAll();
        switch (payInvoice.pay(portal.party(), known.id())) {
            case Collecting(Payment payment) -> {
                answer.add(
                        Message.info(
                                t.get("invoice.collecting"), t.get("invoice.collecting-text")));
                find(known.id())
                        .filter(now -> now.invoice().state() != InvoiceState.OPEN)
                        .ifPresent(now -> {
                            answer.removeAll();
                            show(now);
                        });
            }
            case AlreadyPaid paid -> find(known.id()).ifPresent(this::show);
            case NoPaymentMethod none ->
                    refuse(known, "invoice.no-method", t.get("invoice.no-method-text"));
            case TooSmall(var least) ->
                    refuse(
                            known,
                            "invoice.too-small",
                            t.get("invoice.too-small-text", t.money(least)));
            case NoSuchInvoice none -> refuse(known, "nothing-here.title", "");
            case MayNotPay no -> refuse(known, "billing.may-not", "");
        }
    }

    private void refuse(Invoice known, String title, String text) {
        find(known.id()).ifPresent(this::show);
        answer.add(Message.error(t.get(title), text));
    }

    @Override
    public String titleKey() {
        return "invoice.name";
    }

    @Override
    public String title() {
        Invoice known = invoice;
        return known == null ? t.get(titleKey()) : known.number().orElse(t.get("billing.draft"));
    }

    @Override
    public List<Crumb> above() {
        return List.of(new Crumb(t.get("nav.billing"), "billing"));
    }
}
