package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import gridfare.billing.ledger.LedgerReport;
import gridfare.billing.ledger.LedgerReport.Invariant;
import gridfare.domain.ledger.Balance;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Table;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;
import java.time.Instant;

/// Whether the books hold, and where they stand.
final class BooksCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Texts t;
    private final Div invariants = new Div();
    private final Div balances = new Div();
    private final Card balancesCard;
    private final Span checked = new Span();

    /// @param again checks the books anew
    /// @param close asks whose period is to be closed
    BooksCard(Texts t, Runnable again, Runnable close) {
        this.t = t;
        checked.addClassName("gf-sub");
        Card card = new Card(t.get("books.title"));
        card.tools(
                checked,
                Buttons.small(
                        Buttons.icon(Icon.REFRESH, t.get("books.check"), click -> again.run())));
        card.add((Component) invariants);
        add(card);
        balancesCard = new Card(t.get("books.balances"));
        var closing = Buttons.plain(t.get("books.close"), Icon.DOC, click -> close.run());
        closing.setId("close-period");
        balancesCard.tools(Buttons.small(closing));
        balancesCard.add((Component) balances);
    }

    Component balances() {
        return balancesCard;
    }

    void show(LedgerReport report, Instant at) {
        checked.setText(t.get("books.checked", t.exactClock(at)));
        invariants.removeAll();
        report.invariants().forEach(one -> invariants.add(line(one)));
        balances.removeAll();
        if (report.balances().isEmpty()) {
            balances.add(new Empty(t.get("books.none"), t.get("books.none-text")));
            return;
        }
        Table table =
                new Table(t.get("books.balances"))
                        .column(t.get("books.account"))
                        .figures(t.get("books.balance"));
        for (Balance balance : report.balances()) {
            Span account = new Span(balance.account());
            account.addClassNames("gf-mono", "gf-account");
            table.row(account, Table.text(t.moneyWithCode(balance.amount())));
        }
        balances.add(table);
    }

    private Component line(Invariant one) {
        Tone tone = one.holds() ? Tone.OK : Tone.BAD;
        Span mark = (one.holds() ? Icon.OK : Icon.BAD).show();
        mark.addClassNames("gf-tone", tone.cssClass());
        Span id = new Span(one.id());
        id.addClassName("gf-invariant-id");
        Span word = new Span(t.get(one.holds() ? "books.holds" : "books.broken"));
        word.addClassName("gf-hidden");
        Span name = new Span(t.get("invariant." + one.id()));
        name.addClassName("gf-strong");
        Paragraph detail =
                new Paragraph(
                        t.get(
                                "books.looked",
                                t.get("invariant." + one.id() + ".what"),
                                one.counted()));
        detail.addClassNames("gf-small", "gf-secondary");
        Div words = new Div(name, word, detail);
        for (String fault : one.faults()) {
            Paragraph wrong = new Paragraph(fault);
            wrong.addClassNames("gf-small", "gf-strong");
            words.add(wrong);
        }
        Div line = new Div(mark, id, words);
        line.addClassName("gf-invariant");
        line.getElement().setAttribute("data-holds", String.valueOf(one.holds()));
        if (!one.holds()) {
            line.addClassNames("gf-broken", tone.cssClass());
        }
        return line;
    }
}
