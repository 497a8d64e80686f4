package gridfare.web.provider;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.placement.Lease;
import gridfare.domain.placement.ReadLeases;
import gridfare.domain.provider.LegId;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.web.market.Market;
import gridfare.web.market.Markets;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Kpis;
import gridfare.web.part.Table;
import gridfare.web.part.Tone;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a provider has let, since when and for how much; never to whom.
@Route("provider/leases")
@Menu(title = "nav.leases", order = 11, icon = "place")
@RolesAllowed("provider")
public final class LeasesView extends Div implements Screen {

    private static final long serialVersionUID = 1L;
    private static final int A_PAGE = 50;

    private final transient Texts t = Texts.ofReader();
    private final transient ReadLeases readLeases;
    private final transient Portal portal;
    private final transient Market market;
    private final transient ChipCatalogue chips;
    private final transient Instant now;
    private final Div rows = new Div();

    @Inject
    LeasesView(
            ReadLeases readLeases,
            OfferBook book,
            Markets markets,
            Portal portal,
            InstantSource clock) {
        this.readLeases = readLeases;
        this.portal = portal;
        this.market = markets.now();
        this.chips = book.chips();
        this.now = clock.instant();
        addClassName("gf-page");
        H1 title = new H1(t.get("leases.title"));
        Span zone = new Span(t.get("overview.zone", t.zoneName(now)));
        zone.addClassName("gf-zone");
        title.add(zone);
        Div head = new Div(title);
        head.addClassName("gf-page-head");
        Card card = new Card(t.get("leases.list")).sub(t.get("leases.sub"));
        card.add((Component) rows);
        add(head, figures(), card);
        show(null);
    }

    private Kpis figures() {
        List<Lease> live = readLeases.live(portal.party());
        long running = live.stream().filter(lease -> lease.state() == Lease.State.RUNNING).count();
        Map<String, LedgerAmount> earned =
                live.stream()
                        .collect(
                                Collectors.toMap(
                                        lease -> lease.price().currency().getCurrencyCode(),
                                        lease -> lease.earned(now),
                                        LedgerAmount::plus,
                                        TreeMap::new));
        return new Kpis(t.get("leases.title"))
                .figure(
                        t.get("leases.running"),
                        t.number(running),
                        t.get("leases.running-foot", live.size() - running))
                .figure(
                        t.get("leases.gpus"),
                        t.number(live.stream().mapToLong(Lease::gpus).sum()),
                        t.get("leases.gpus-foot"))
                .figure(
                        t.get("leases.earning"),
                        earned.isEmpty()
                                ? "–"
                                : earned.values().stream()
                                        .map(t::moneyWithCode)
                                        .collect(Collectors.joining(" + ")),
                        t.get("leases.earning-foot"));
    }

    /// @param before null: from the newest on
    private void show(@Nullable LegId before) {
        List<Lease> found = readLeases.list(portal.party(), A_PAGE + 1, before);
        if (found.isEmpty() && before == null) {
            rows.add(new Empty(t.get("leases.none"), t.get("leases.none-text")));
            return;
        }
        Table table =
                new Table(t.get("leases.list"))
                        .column(t.get("leases.what"))
                        .column(t.get("leases.site"))
                        .column(t.get("leases.state"))
                        .column(t.get("leases.time"))
                        .figures(t.get("leases.gpu-hours"))
                        .figures(t.get("leases.price"))
                        .figures(t.get("leases.earned"));
        List<Lease> shown = found.subList(0, Math.min(A_PAGE, found.size()));
        for (Lease lease : shown) {
            Span tag = new Span(lease.leg().external());
            tag.addClassName("gf-mono");
            table.row(
                    Table.two(new Span(lease.gpus() + " × " + chip(lease.chip())), tag),
                    Table.two(
                            place(lease.site()),
                            lease.instances()
                                    + " × "
                                    + lease.instanceType()
                                    + ", "
                                    + t.word(lease.purchaseOption())),
                    badge(lease),
                    time(lease),
                    Table.text(t.gpuHours(lease.gpuSeconds(now))),
                    Table.text(t.money(lease.price())),
                    Table.text(t.moneyWithCode(lease.earned(now))));
        }
        rows.add(table);
        if (found.size() > A_PAGE) {
            Button more =
                    Buttons.quiet(
                            t.get("leases.more"),
                            click -> {
                                rows.remove(click.getSource());
                                show(shown.getLast().leg());
                            });
            rows.add(more);
        }
    }

    private Component time(Lease lease) {
        return Table.two(
                lease.startedAt().map(t::time).orElse("–"),
                lease.endedAt().map(at -> t.get("leases.until", t.time(at))).orElse(""));
    }

    private Badge badge(Lease lease) {
        String word = t.get("lease-state." + lease.state().name());
        return switch (lease.state()) {
            case STARTING, STOPPING -> new Badge(Tone.ACCENT, Icon.REFRESH, word);
            case RUNNING -> new Badge(Tone.OK, Icon.PLAY, word);
            case ENDED -> new Badge(Tone.MUTE, Icon.STOP, word);
        };
    }

    private String chip(ChipId id) {
        return chips.find(id).map(Chip::model).orElse(id.value());
    }

    private String place(SiteId id) {
        return market.book()
                .site(id)
                .map(site -> t.place(site.place().name(), site.place().subdivision()))
                .orElseGet(() -> t.get("option.unknown-site"));
    }

    @Override
    public String titleKey() {
        return "leases.title";
    }
}
