package gridfare.web.quote;

import gridfare.pricing.match.Need;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.web.text.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A request in a reader's words.
public final class Wording {

    private Wording() {}

    /// A constraint as its name and its value.
    record Term(String name, String value) {}

    /// What the whole request is called: `8 GPUs for 24 h`.
    public static String title(Request request, Texts t) {
        return switch (request.need()) {
            case Need.Capacity(int gpus, Duration duration) ->
                    t.get("quote.title-capacity", gpus, t.duration(duration));
            case Need.Work(BigDecimal hours, int gpus, Instant deadline) ->
                    t.get("quote.title-work", t.number(hours, 0), t.word(request.workloadKind()));
        };
    }

    /// The constraints that the request carries, in the order of the form.
    static List<Term> terms(Request request, ChipCatalogue catalogue, Texts t) {
        List<Term> terms = new ArrayList<>();
        terms.add(new Term(t.get("request.tier"), t.word(request.tier())));
        terms.add(
                new Term(
                        t.get("request.chips"),
                        request.chips().isEmpty()
                                ? t.get("request.chips-any")
                                : request.chips().stream()
                                        .map(chip -> chip(chip, catalogue))
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
        if (request.memoryGibPerGpu() > 0) {
            terms.add(new Term(t.get("request.memory"), "≥ " + request.memoryGibPerGpu() + " GiB"));
        }
        terms.add(new Term(t.get("request.spread"), spread(request.spread(), t)));
        if (request.maxRoundTripMs() != null) {
            terms.add(
                    new Term(
                            t.get("quote.round-trip"),
                            "≤ " + Math.round(request.maxRoundTripMs()) + " ms"));
        }
        terms.add(
                new Term(
                        t.get("request.data-class"),
                        request.jurisdictions().isEmpty()
                                ? t.word(request.dataClass())
                                : t.get(
                                        "quote.data-in",
                                        t.word(request.dataClass()),
                                        request.jurisdictions().stream()
                                                .map(Jurisdiction::code)
                                                .sorted()
                                                .collect(Collectors.joining(", ")))));
        if (request.earliestStart() != null) {
            terms.add(new Term(t.get("request.earliest"), t.time(request.earliestStart())));
        }
        if (request.latestStart() != null) {
            terms.add(new Term(t.get("request.latest"), t.time(request.latestStart())));
        }
        if (request.need() instanceof Need.Work(var hours, var gpus, var deadline)) {
            terms.add(new Term(t.get("request.deadline"), t.time(deadline)));
        }
        if (request.budget() != null) {
            terms.add(new Term(t.get("quote.budget"), "≤ " + t.money(request.budget())));
        }
        if (request.minRenewableShare() != null) {
            terms.add(
                    new Term(
                            t.get("quote.renewable"),
                            "≥ " + t.percent(request.minRenewableShare(), 0)));
        }
        return terms;
    }

    static String spread(Spread spread, Texts t) {
        return switch (spread.kind()) {
            case NODE -> t.get("spread.node");
            case SITE -> t.get("spread.site");
            case SITES -> t.get("spread.sites", spread.maxSites());
        };
    }

    static String chip(ChipId id, ChipCatalogue catalogue) {
        return catalogue.find(id).map(Chip::model).orElse(id.value());
    }
}
