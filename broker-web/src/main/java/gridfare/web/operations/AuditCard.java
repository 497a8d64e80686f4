package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import gridfare.domain.audit.AuditEntry;
import gridfare.domain.party.OrganisationId;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Table;
import gridfare.web.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who did what lately. Actions are shown by the names that programs know them by.
final class AuditCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Texts t;
    private final Div rows = new Div();

    AuditCard(Texts t) {
        this.t = t;
        Card card = new Card(t.get("audit.title")).sub(t.get("audit.sub"));
        card.add((Component) rows);
        add(card);
    }

    void show(List<AuditEntry> latest, Map<OrganisationId, String> names) {
        rows.removeAll();
        if (latest.isEmpty()) {
            rows.add(new Empty(t.get("audit.none"), t.get("audit.none-text")));
            return;
        }
        Table table =
                new Table(t.get("audit.title"))
                        .column(t.get("audit.at"))
                        .column(t.get("audit.who"))
                        .column(t.get("audit.action"))
                        .column(t.get("audit.details"));
        for (AuditEntry entry : latest) {
            String organisation = entry.concerns().map(id -> names.getOrDefault(id, "")).orElse("");
            table.row(
                    nowrap(Table.two(t.exactClock(entry.at()), t.day(entry.at()))),
                    nowrap(Table.two(entry.who(), organisation)),
                    nowrap(Table.text(entry.action())),
                    Table.text(details(entry)));
        }
        rows.add(table);
    }

    private static Component nowrap(Component cell) {
        cell.getElement().getClassList().add("gf-nowrap");
        return cell;
    }

    private static String details(AuditEntry entry) {
        return Stream.concat(
                        Stream.ofNullable(entry.object()),
                        entry.details().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(one -> one.getKey() + " " + one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
