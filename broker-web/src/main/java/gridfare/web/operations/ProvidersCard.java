package gridfare.web.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import gridfare.domain.provider.Provider;
import gridfare.domain.provider.ProviderStanding;
import gridfare.domain.provider.ReadProviderHealth.Quarantine;
import gridfare.pricing.market.ProviderId;
import gridfare.web.part.Badge;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Table;
import gridfare.web.part.Tone;
import gridfare.web.provider.StandingFigures;
import gridfare.web.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How providers answer, those that fail first, and what of theirs we do not know how to sell.
final class ProvidersCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Texts t;
    private final Div providers = new Div();
    private final Details quarantine = new Details();

    ProvidersCard(Texts t) {
        this.t = t;
        Card card = new Card(t.get("providers.title")).sub(t.get("providers.sub"));
        quarantine.addClassName("gf-quarantine");
        card.add((Component) providers);
        card.add((Component) quarantine);
        add(card);
    }

    void show(List<ProviderStanding> standings, List<Quarantine> quarantined, Instant wall) {
        providers.removeAll();
        if (standings.isEmpty()) {
            providers.add(new Empty(t.get("providers.none"), t.get("providers.none-text")));
            return;
        }
        Table table =
                new Table(t.get("providers.title"))
                        .column(t.get("providers.provider"))
                        .column(t.get("providers.health"))
                        .figures(t.get("standing.success"))
                        .figures(t.get("standing.latency"))
                        .figures(t.get("standing.score"))
                        .figures(t.get("providers.stock"))
                        .figures(t.get("providers.prices"))
                        .figures(t.get("providers.sites"))
                        .figures(t.get("providers.offers"))
                        .figures(t.get("providers.quarantined"));
        for (ProviderStanding one : standings) {
            table.row(
                    Table.two(
                            one.provider().name(),
                            one.provider().kind() + " · " + t.word(one.provider().state())),
                    health(one, wall),
                    Table.text(StandingFigures.success(one, t)),
                    Table.text(StandingFigures.latency(one, t)),
                    Table.text(StandingFigures.score(one.past(), t)),
                    Table.text(one.stockGatheredAt().map(at -> age(at, wall)).orElse("–")),
                    Table.text(one.pricesGatheredAt().map(at -> age(at, wall)).orElse("–")),
                    Table.text(t.number(one.sites())),
                    Table.text(t.number(one.offers())),
                    Table.text(t.number(one.quarantined())));
        }
        providers.add(table);
        showQuarantine(standings, quarantined);
    }

    private Component health(ProviderStanding one, Instant wall) {
        return switch (one.answering()) {
            case ANSWERS -> new Badge(Tone.OK, Icon.OK, t.word(one.answering()));
            case NOT_HEARD -> new Badge(Tone.MUTE, Icon.HELP, t.word(one.answering()));
            case SILENT -> new Badge(Tone.BAD, Icon.PAUSE, t.word(one.answering()));
            case FAILS ->
                    Table.two(
                            new Badge(
                                    Tone.BAD,
                                    Icon.BAD,
                                    t.get("providers.failures", one.failures())),
                            Table.text(
                                    one.failure().orElse("")
                                            + one.heardAt()
                                                    .map(at ->
                                                            " · "
                                                                    + t.get(
                                                                            "providers.heard",
                                                                            age(at, wall)))
                                                    .orElse("")));
        };
    }

    private void showQuarantine(List<ProviderStanding> standings, List<Quarantine> quarantined) {
        quarantine.setVisible(!quarantined.isEmpty());
        if (quarantined.isEmpty()) {
            return;
        }
        Map<ProviderId, String> names =
                standings.stream()
                        .map(ProviderStanding::provider)
                        .collect(Collectors.toMap(Provider::id, Provider::name));
        quarantine.setSummaryText(t.get("quarantine.title", quarantined.size()));
        Table table =
                new Table(t.get("quarantine.title", quarantined.size()))
                        .column(t.get("quarantine.what"))
                        .column(t.get("quarantine.reason"))
                        .column(t.get("quarantine.since"));
        for (Quarantine one : quarantined) {
            table.row(
                    Table.two(
                            one.what(),
                            names.getOrDefault(one.provider(), "")
                                    + " · "
                                    + t.get("quarantine." + one.list())),
                    Table.text(one.reason()),
                    Table.text(t.time(one.since())));
        }
        quarantine.removeAll();
        quarantine.add(table);
    }

    private String age(Instant at, Instant wall) {
        return t.age(Duration.between(at, wall));
    }
}
