package gridfare.web.provider;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import gridfare.domain.ledger.Earnings;
import gridfare.domain.ledger.Earnings.Month;
import gridfare.domain.ledger.ReadEarnings;
import gridfare.pricing.money.LedgerAmount;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Kpis;
import gridfare.web.part.Table;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;

/// What a provider is owed, and what was booked for it in which month.
@Route("provider/earnings")
@Menu(title = "nav.earnings", order = 103, icon = "money")
@RolesAllowed("provider")
public final class EarningsView extends Div implements Screen {

    private static final long serialVersionUID = 1L;

    private final transient Texts t = Texts.ofReader();

    @Inject
    EarningsView(ReadEarnings readEarnings, Portal portal) {
        addClassName("gf-page");
        Earnings earnings = readEarnings.of(portal.party());
        Div head = new Div(new H1(t.get("earnings.title")));
        head.addClassName("gf-page-head");
        add(head);
        if (!earnings.payable().isEmpty()) {
            Kpis payable = new Kpis(t.get("earnings.payable"));
            for (LedgerAmount amount : earnings.payable()) {
                payable.figure(
                        t.get("earnings.payable"),
                        t.moneyWithCode(amount),
                        t.get("earnings.payable-foot"));
            }
            add(payable);
        }
        add(months(earnings), new Paragraph(t.get("earnings.note")));
    }

    private Component months(Earnings earnings) {
        Card card = new Card(t.get("earnings.months")).sub(t.get("earnings.months-sub"));
        if (earnings.months().isEmpty()) {
            card.add((Component) new Empty(t.get("earnings.none"), t.get("earnings.none-text")));
            return card;
        }
        Table table =
                new Table(t.get("earnings.months"))
                        .column(t.get("earnings.month"))
                        .figures(t.get("earnings.earned"))
                        .figures(t.get("earnings.paid-out"));
        for (Month month : earnings.months()) {
            table.row(
                    Table.text(name(month.month())),
                    Table.text(t.moneyWithCode(month.earned())),
                    Table.text(t.moneyWithCode(month.paidOut())));
        }
        card.add((Component) table);
        return card;
    }

    private String name(YearMonth month) {
        return month.format(
                DateTimeFormatter.ofPattern(t.chinese() ? "yyyy年M月" : "MMMM yyyy", t.locale()));
    }

    @Override
    public String titleKey() {
        return "earnings.title";
    }
}
