package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Provider;
import gridfare.domain.provider.ProviderStanding;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.provider.IncidentTable;
import gridfare.web.text.Texts;
import java.util.List;
import java.util.stream.Collectors;

/// What providers did lately: silence, lost machines, orphans, bills that differ.
final class IncidentsCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Texts t;
    private final Div list = new Div();

    IncidentsCard(Texts t) {
        this.t = t;
        Card card = new Card(t.get("incidents.title"));
        card.add((Component) list);
        add(card);
    }

    void show(List<Incident> incidents, List<ProviderStanding> standings) {
        list.removeAll();
        if (incidents.isEmpty()) {
            list.add(new Empty(t.get("incidents.none"), t.get("incidents.none-text")));
            return;
        }
        list.add(
                IncidentTable.of(
                        incidents,
                        standings.stream()
                                .map(ProviderStanding::provider)
                                .collect(Collectors.toMap(Provider::id, Provider::name)),
                        t));
    }
}
