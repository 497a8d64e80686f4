package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gridfare.domain.notice.Outbox;
import gridfare.web.part.Card;
import gridfare.web.part.Table;
import gridfare.web.text.Texts;
import java.util.List;

/// Messages to organisations' programs that were given up after too many attempts.
final class ParkedCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Texts t;
    private final Div list = new Div();

    ParkedCard(Texts t) {
        this.t = t;
        Card card = new Card(t.get("parked.title"));
        card.add((Component) list);
        add(card);
    }

    void show(List<Outbox.Parked> parked) {
        list.removeAll();
        if (parked.isEmpty()) {
            Span none = new Span(t.get("parked.none"));
            none.addClassName("gf-secondary");
            list.add(none);
            return;
        }
        Table table =
                new Table(t.get("parked.title"))
                        .column(t.get("parked.what"))
                        .column(t.get("parked.failure"))
                        .column(t.get("parked.since"));
        for (Outbox.Parked one : parked) {
            table.row(
                    Table.two(one.kind(), one.url() == null ? "" : one.url()),
                    Table.text(one.failure()),
                    Table.text(t.time(one.since())));
        }
        list.add(table);
    }
}
