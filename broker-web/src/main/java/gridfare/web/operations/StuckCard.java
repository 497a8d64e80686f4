package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.ReadPlacements;
import gridfare.domain.placement.StuckPlacement;
import gridfare.web.part.Card;
import gridfare.web.part.Table;
import gridfare.web.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Placements that are on their way and do not move.
final class StuckCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Texts t;
    private final Div rows = new Div();

    StuckCard(Texts t) {
        this.t = t;
        Card card =
                new Card(t.get("stuck.title"))
                        .sub(t.get("stuck.sub", ReadPlacements.PATIENCE.toSeconds()));
        card.add((Component) rows);
        add(card);
    }

    void show(List<StuckPlacement> stuck, Map<OrganisationId, String> names, Instant now) {
        setVisible(!stuck.isEmpty());
        rows.removeAll();
        Table table =
                new Table(t.get("stuck.title"))
                        .column(t.get("stuck.placement"))
                        .column(t.get("stuck.organisation"))
                        .column(t.get("stuck.state"))
                        .figures(t.get("stuck.gpus"))
                        .figures(t.get("stuck.for"));
        for (StuckPlacement one : stuck) {
            Placement placement = one.placement();
            table.row(
                    PlacementsCard.named(placement),
                    Table.text(names.getOrDefault(placement.organisation(), "")),
                    PlacementBadge.of(placement.state(), t),
                    Table.text(t.number(placement.gpus())),
                    Table.text(t.duration(Duration.between(one.since(), now))));
        }
        rows.add(table);
    }
}
