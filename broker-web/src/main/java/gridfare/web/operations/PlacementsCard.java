package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.web.part.Badge;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Table;
import gridfare.web.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The newest placements of all organisations, and how many are in which state.
final class PlacementsCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Texts t;
    private final Div states = new Div();
    private final Div rows = new Div();

    PlacementsCard(Texts t) {
        this.t = t;
        states.addClassNames("gf-row", "gf-states");
        Card card = new Card(t.get("all-placements.title")).sub(t.get("all-placements.sub"));
        card.add((Component) states);
        card.add((Component) rows);
        add(card);
    }

    void show(
            List<PlacementStory> newest,
            Map<PlacementState, Long> counts,
            Map<OrganisationId, String> names,
            Instant now) {
        states.removeAll();
        counts.forEach((state, count) -> {
            Badge badge = PlacementBadge.of(state, t);
            badge.add(new Span(t.number(count)));
            states.add(badge);
        });
        rows.removeAll();
        if (newest.isEmpty()) {
            rows.add(new Empty(t.get("all-placements.none"), t.get("all-placements.none-text")));
            return;
        }
        Table table =
                new Table(t.get("all-placements.title"))
                        .column(t.get("stuck.placement"))
                        .column(t.get("stuck.organisation"))
                        .column(t.get("stuck.state"))
                        .column(t.get("all-placements.tier"))
                        .figures(t.get("stuck.gpus"))
                        .figures(t.get("all-placements.accepted"));
        for (PlacementStory story : newest) {
            Placement placement = story.placement();
            table.row(
                    named(placement),
                    Table.text(names.getOrDefault(placement.organisation(), "")),
                    PlacementBadge.of(placement.state(), t),
                    Table.text(t.word(placement.tier())),
                    Table.text(t.number(placement.gpus())),
                    Table.text(t.age(Duration.between(placement.acceptedAt(), now))));
        }
        rows.add(table);
    }

    static Component named(Placement placement) {
        Span id = new Span(placement.id().external());
        id.addClassName("gf-mono");
        return placement.name().isPresent() ? Table.two(new Span(placement.name().get()), id) : id;
    }
}
