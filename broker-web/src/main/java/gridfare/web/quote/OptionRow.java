package gridfare.web.quote;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import gridfare.domain.quote.QuotedOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.Stock;
import gridfare.pricing.match.Request;
import gridfare.pricing.quote.Option;
import gridfare.pricing.quote.OptionLeg;
import gridfare.pricing.quote.PriceLine;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.web.market.Market;
import gridfare.web.market.ReliabilityReply;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Icon;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Meter;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// One option as a ticket: the journey on the left, the fare on the right, and why beneath.
final class OptionRow extends Article {

    private static final long serialVersionUID = 1L;

    private final transient Option option;
    private final transient Request request;
    private final transient ChipCatalogue catalogue;
    private final transient Market market;
    private final transient Texts t;
    private final Div why = new Div();

    OptionRow(
            QuotedOption named,
            Request request,
            ChipCatalogue catalogue,
            Market market,
            Texts t,
            boolean open,
            Consumer<QuotedOption> choose) {
        this.option = named.option();
        this.request = request;
        this.catalogue = catalogue;
        this.market = market;
        this.t = t;
        addClassName("gf-option");
        getElement().setAttribute("aria-label", t.get("option.name", named.rank(), where()));
        Span rank = new Span(String.valueOf(named.rank()));
        rank.addClassName("gf-rank");
        Div journey = new Div(rank, what(), when(), trust(), power());
        journey.addClassName("gf-journey");
        Div ticket = new Div(journey, fare(named, open, choose));
        ticket.addClassName("gf-ticket");
        why.addClassName("gf-why");
        why.setVisible(false);
        add(ticket, why);
    }

    private Div what() {
        Map<String, Integer> instances = new TreeMap<>();
        option.legs()
                .forEach(leg -> instances.merge(leg.instanceType(), leg.instances(), Integer::sum));
        Div box =
                new Div(
                        new H3(where()),
                        line(
                                "gf-strong",
                                option.gpus() + " × " + Wording.chip(option.chip(), catalogue)),
                        line(
                                "gf-secondary",
                                market.provider(option.legs().getFirst().provider()).name()),
                        line(
                                "gf-tertiary",
                                instances.entrySet().stream()
                                        .map(e -> e.getValue() + " × " + e.getKey())
                                        .collect(Collectors.joining(", "))));
        Div marks = new Div();
        marks.addClassName("gf-marks");
        option.reasons()
                .forEach(reason ->
                        marks.add(
                                reason == Option.Reason.STALE
                                        ? new Badge(Tone.WARN, Icon.CLOCK, t.word(reason))
                                        : Badge.mark(t.word(reason))));
        marks.add(Badge.mark(t.word(option.legs().getFirst().purchaseOption())));
        box.add(marks);
        return box;
    }

    private String where() {
        return option.legs().stream()
                .map(OptionLeg::site)
                .distinct()
                .map(id ->
                        market.book()
                                .site(id)
                                .map(this::placeOf)
                                .orElseGet(() -> t.get("option.unknown-site")))
                .collect(Collectors.joining(" + "));
    }

    private String placeOf(Site site) {
        return t.place(site.place().name(), site.place().subdivision());
    }

    private Div when() {
        return new Div(
                line("gf-strong", t.time(option.start())),
                line("gf-secondary", "→ " + t.time(option.finish())),
                line(
                        "gf-tertiary",
                        t.duration(Duration.ofSeconds(option.time().expectedSeconds()))),
                line(
                        "gf-tertiary",
                        option.capacityReserved()
                                ? t.get("option.reserved")
                                : t.get("option.not-reserved")));
    }

    private Div trust() {
        Div box =
                new Div(
                        line(
                                "gf-strong",
                                t.get(
                                        "option.fails",
                                        t.percent(option.reliability().failureProbability(), 1))));
        Double trip = option.roundTripMs();
        if (trip != null) {
            Double bound = request.maxRoundTripMs();
            box.add(
                    line(
                            "gf-secondary",
                            bound == null
                                    ? t.get("option.round-trip", Math.round(trip))
                                    : t.get(
                                            "option.round-trip-of",
                                            Math.round(trip),
                                            Math.round(bound))));
            if (bound != null) {
                box.add(new Meter(trip / bound, t.get("quote.round-trip")));
            }
        }
        box.add(line("gf-tertiary", t.age(option.age())));
        ReliabilityReply past = market.provider(option.legs().getFirst().provider()).reliability();
        box.add(
                line(
                        "gf-tertiary",
                        past.observed() == 0
                                ? t.get("option.no-past")
                                : t.get(
                                        "option.past",
                                        t.percent(past.score().doubleValue(), 0),
                                        t.number(past.completed()),
                                        t.number(past.observed()))));
        return box;
    }

    private Div power() {
        var footprint = option.footprint();
        Div box =
                new Div(
                        line(
                                "gf-strong",
                                footprint.kwh() == null
                                        ? t.get("option.energy-unknown")
                                        : figure(footprint.kwh()) + " kWh"),
                        line(
                                "gf-secondary",
                                footprint.co2Kg() == null
                                        ? t.get("option.carbon-unknown")
                                        : figure(footprint.co2Kg()) + " kg CO₂"));
        Double share = footprint.renewableShare();
        if (share != null) {
            Span green =
                    new Span(
                            Icon.LEAF.small(),
                            new Span(t.get("option.renewable", t.percent(share, 0))));
            green.addClassNames("gf-ok", "gf-tone", "gf-line");
            box.add(green);
        }
        if (footprint.estimated()) {
            box.add(line("gf-tertiary", t.get("option.estimated")));
        }
        return box;
    }

    /// Whole, but where that would hide the figure.
    private String figure(double value) {
        return t.number(BigDecimal.valueOf(value), value < 10 ? 2 : 0);
    }

    private Div fare(QuotedOption named, boolean open, Consumer<QuotedOption> choose) {
        Button reasons =
                Buttons.small(
                        Buttons.plain(
                                t.get("option.why"),
                                Icon.DOWN,
                                click -> toggle(click.getSource())));
        reasons.getElement().setAttribute("aria-expanded", "false");
        Button take =
                Buttons.small(
                        named.rank() == 1
                                ? Buttons.primary(
                                        t.get("option.choose"), click -> choose.accept(named))
                                : Buttons.plain(
                                        t.get("option.choose"), click -> choose.accept(named)));
        take.setEnabled(open);
        take.addClassName("gf-choose");
        Div buttons = new Div(reasons, take);
        buttons.addClassName("gf-row");
        Div fare =
                new Div(
                        line("gf-price", t.money(option.total())),
                        line(
                                "gf-tertiary",
                                t.get("option.rate", t.rate(option.legs().getFirst().rate()))),
                        buttons);
        fare.addClassName("gf-fare");
        return fare;
    }

    private void toggle(Button button) {
        boolean show = !why.isVisible();
        if (show && why.getComponentCount() == 0) {
            explain();
        }
        why.setVisible(show);
        button.getElement().setAttribute("aria-expanded", String.valueOf(show));
        button.setIcon((show ? Icon.UP : Icon.DOWN).small());
    }

    private void explain() {
        why.add(
                titled(t.get("option.price-of"), parts()),
                titled(t.get("option.rate-of"), rate()),
                titled(t.get("option.know"), know()));
    }

    private Component parts() {
        KeyValues parts = new KeyValues();
        for (PriceLine line : option.lines()) {
            if (!line.amount().isZero()) {
                parts.line(t.word(line.kind()), t.money(line.amount()));
            }
        }
        return parts.total(t.get("option.all-in"), t.money(option.total()));
    }

    private Component rate() {
        var parts = option.legs().getFirst().parts();
        KeyValues rate = new KeyValues();
        rate.line(t.get("rate.provider"), t.exactRate(parts.providerPrice()));
        rate.line(t.get("rate.fee"), t.exactRate(parts.fee()));
        if (!parts.premium().isZero())
            rate.line(t.get("rate.premium"), t.exactRate(parts.premium()));
        if (!parts.surge().isZero()) rate.line(t.get("rate.surge"), t.exactRate(parts.surge()));
        if (!parts.energy().isZero()) rate.line(t.get("rate.energy"), t.exactRate(parts.energy()));
        if (!parts.rebate().isZero())
            rate.line(t.get("rate.rebate"), t.exactRate(parts.rebate().negated()));
        return rate.total(
                t.get("rate.total"), t.exactRate(option.legs().getFirst().rate().perHour()));
    }

    private Component know() {
        Div list = new Div();
        list.addClassName("gf-know");
        list.add(fact(Icon.CHECK, t.get("option.billing-starts")));
        list.add(fact(Icon.CHECK, t.get("option.unused")));
        if (!option.totalAtMost().equals(option.total())) {
            list.add(fact(Icon.INFO, t.get("option.at-most", t.money(option.totalAtMost()))));
        }
        if (option.extraGpus() > 0) {
            list.add(fact(Icon.WARN, t.get("option.extra", option.extraGpus())));
        }
        if (option.legs().stream().anyMatch(leg -> leg.stock() == Stock.STATUS)) {
            list.add(fact(Icon.INFO, t.get("option.at-least")));
        }
        if (option.closest() != null) {
            list.add(
                    fact(
                            Icon.SCALE,
                            t.get(
                                    "option.closest",
                                    t.word(option.closest().constraint()),
                                    t.percent(option.closest().used(), 0))));
        }
        var checkpoints = option.reliability().checkpoints();
        if (checkpoints != null) {
            list.add(
                    fact(
                            Icon.SAVE,
                            t.get(
                                    "option.checkpoint",
                                    t.duration(
                                            Duration.ofSeconds(
                                                    Math.round(checkpoints.intervalSeconds()))),
                                    t.percent(checkpoints.overhead(), 1))));
        }
        science(list);
        return list;
    }

    /// What may go wrong, what that costs on average, and when power is cleanest.
    private void science(Div list) {
        var checkpoints = option.reliability().checkpoints();
        if (checkpoints != null && checkpoints.isTooMuch()) {
            list.add(
                    fact(
                            Icon.BAD,
                            t.get("option.do-not-run", t.percent(checkpoints.overhead(), 0))));
        }
        var loss = option.expectedLoss();
        if (loss != null) {
            list.add(fact(Icon.WARN, t.get("option.expected-loss", t.money(loss))));
        }
        var spares = option.reliability().spares();
        if (spares != null && spares.gpus() > 0) {
            list.add(
                    fact(
                            Icon.SHIELD,
                            t.get("option.spares", spares.gpus(), t.percent(spares.target(), 0))));
        }
        var scaling = option.scaling();
        if (scaling != null) {
            list.add(
                    fact(
                            Icon.LINK,
                            t.get(
                                    "option.scaling",
                                    t.number(BigDecimal.valueOf(scaling.wireSeconds()), 1),
                                    t.percent(scaling.efficiency(), 0))));
        }
        var basis = option.chipBasis();
        if (basis != null) {
            list.add(
                    fact(
                            Icon.CHIP,
                            t.get(
                                    "option.chip-basis",
                                    t.number(BigDecimal.valueOf(basis.throughput().value()), 2),
                                    t.number(BigDecimal.valueOf(basis.throughput().low()), 2),
                                    t.number(BigDecimal.valueOf(basis.throughput().high()), 2),
                                    basis.throughput().basis())));
        }
        var deferral = option.deferral();
        var carbon = deferral == null ? null : deferral.carbon();
        if (carbon != null && carbon.saving() > 0) {
            list.add(
                    fact(
                            Icon.LEAF,
                            t.get(
                                    "option.cleaner-start",
                                    t.time(carbon.slots().getFirst().start()),
                                    t.percent(carbon.saving(), 0),
                                    t.time(option.start()))));
        }
        var price = deferral == null ? null : deferral.price();
        if (price != null && price.saving() > 0) {
            list.add(
                    fact(
                            Icon.BOLT,
                            t.get(
                                    "option.cheaper-power",
                                    t.time(price.slots().getFirst().start()),
                                    t.percent(price.saving(), 0),
                                    t.time(option.start()))));
        }
    }

    private static Div fact(Icon icon, String text) {
        Div fact = new Div(icon.small(), new Span(text));
        fact.addClassName("gf-fact");
        return fact;
    }

    private static Div titled(String title, Component content) {
        return new Div(new H3(title), content);
    }

    private static Span line(String style, String text) {
        Span line = new Span(text);
        line.addClassNames("gf-line", style);
        return line;
    }
}
