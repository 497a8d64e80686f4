package gridfare.web.plan;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gridfare.domain.plan.PlanLine;
import gridfare.web.part.Table;
import gridfare.web.text.Texts;

/// A line over a plan as a row of an invoice's table: what, counted, price, amount, tax.
public final class PlanLineRow {

    private PlanLineRow() {}

    public static void add(Table table, PlanLine line, Texts t) {
        Span name = new Span(name(line, t));
        name.addClassName("gf-strong");
        Span when =
                new Span(
                        t.get(
                                "invoice.from-to",
                                t.utcDay(line.charge().covered().start()),
                                t.utcDay(line.charge().covered().end())));
        when.addClassName("gf-line2");
        Div what = new Div(name, when);
        Span amount = new Span(t.money(line.amount()));
        amount.addClassName("gf-strong");
        table.row(
                what,
                Table.two(
                        t.get("subscription.seconds", t.number(line.charge().covered().seconds())),
                        t.get(
                                "subscription.of-seconds",
                                t.number(line.charge().period().seconds()))),
                Table.text(t.money(line.charge().price())),
                amount,
                Table.two(t.money(line.tax()), t.percent(line.taxRate().share().doubleValue(), 0)));
    }

    /// `Unused part of Silver`, `Gold, 3 seats`.
    static String name(PlanLine line, Texts t) {
        String plan = PlanWords.withSeats(line.plan(), line.seats(), t);
        return switch (line.what()) {
            case UNUSED -> t.get("subscription.unused", plan);
            case CHARGE -> plan;
        };
    }
}
