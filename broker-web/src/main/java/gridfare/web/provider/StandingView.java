package gridfare.web.provider;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import gridfare.domain.clock.Wall;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.ProviderStanding;
import gridfare.domain.provider.ReadProviderHealth;
import gridfare.pricing.market.ProviderId;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Table;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How a provider's accounts answer, the score that buyers see, and what happened.
@Route("provider/standing")
@Menu(title = "nav.standing", order = 13, icon = "gauge")
@RolesAllowed("provider")
public final class StandingView extends Div implements Screen {

    private static final long serialVersionUID = 1L;
    private static final int MOST_INCIDENTS = 100;

    private final transient Texts t = Texts.ofReader();

    @Inject
    StandingView(
            ReadProviderHealth readHealth,
            Incidents incidents,
            Portal portal,
            @Wall InstantSource wall) {
        addClassName("gf-page");
        Div head = new Div(new H1(t.get("standing.title")));
        head.addClassName("gf-page-head");
        List<ProviderStanding> own = readHealth.own(portal.party());
        add(head, accounts(own, wall.instant()), history(incidents, portal, own));
    }

    private Card accounts(List<ProviderStanding> own, Instant now) {
        Card card = new Card(t.get("standing.accounts")).sub(t.get("standing.accounts-sub"));
        Table table =
                new Table(t.get("standing.accounts"))
                        .column(t.get("providers.provider"))
                        .column(t.get("providers.health"))
                        .figures(t.get("standing.success"))
                        .figures(t.get("standing.latency"))
                        .figures(t.get("providers.stock"))
                        .figures(t.get("standing.score"));
        for (ProviderStanding one : own) {
            table.row(
                    Table.text(one.provider().name()),
                    Table.text(t.word(one.answering())),
                    Table.text(StandingFigures.success(one, t)),
                    Table.text(StandingFigures.latency(one, t)),
                    Table.text(
                            one.stockGatheredAt()
                                    .map(at -> t.age(Duration.between(at, now)))
                                    .orElse("–")),
                    Table.two(
                            StandingFigures.score(one.past(), t),
                            t.get("standing.of", one.past().completed(), one.past().observed())));
        }
        card.add((Component) table);
        return card;
    }

    private Card history(Incidents incidents, Portal portal, List<ProviderStanding> own) {
        Map<ProviderId, String> names =
                own.stream()
                        .map(ProviderStanding::provider)
                        .collect(Collectors.toMap(it -> it.id(), it -> it.name()));
        Card card = new Card(t.get("incidents.title"));
        var latest = incidents.of(portal.party(), MOST_INCIDENTS);
        if (latest.isEmpty()) {
            card.add((Component) new Empty(t.get("incidents.none"), t.get("incidents.none-text")));
            return card;
        }
        card.add((Component) IncidentTable.of(latest, names, t));
        return card;
    }

    @Override
    public String titleKey() {
        return "standing.title";
    }
}
