package gridfare.web.provider;

import gridfare.domain.provider.Incident;
import gridfare.pricing.market.ProviderId;
import gridfare.web.part.Table;
import gridfare.web.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What happened at providers, the newest first.
public final class IncidentTable {

    private IncidentTable() {}

    public static Table of(List<Incident> incidents, Map<ProviderId, String> names, Texts t) {
        Table table =
                new Table(t.get("incidents.title"))
                        .column(t.get("incidents.what"))
                        .column(t.get("incidents.detail"))
                        .column(t.get("incidents.at"));
        for (Incident one : incidents) {
            String lasted =
                    one.overAt() == null
                            ? ""
                            : t.duration(Duration.between(one.at(), one.overAt()));
            table.row(
                    Table.two(
                            t.get("incident." + one.kind().name()),
                            names.getOrDefault(one.provider(), "")),
                    Table.text(one.detail()),
                    Table.two(t.time(one.at()), lasted));
        }
        return table;
    }
}
