package gridfare.pricing.quote;

import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.market.Offer;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Matcher;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.World;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers "when" and "how many" with the functions that answer a quote: the best option of the
/// request started at each hour of the next week, and on other numbers of GPUs.
///
/// Prices and stock are today's; what the hour changes is power, deadlines and windows.
public final class WhatIf {

    public static final int HOURS = 7 * 24;

    /// Half, the same, and more: what a buyer weighs.
    private static final double[] FACTORS = {0.25, 0.5, 1, 2, 4, 8};

    private final Matcher matcher;
    private final QuoteEngine engine;

    public WhatIf(Matcher matcher) {
        this.matcher = matcher;
        this.engine = new QuoteEngine(matcher);
    }

    /// The best option, in short; null where nothing fits.
    ///
    /// @param co2Kg null where not known
    /// @param powerPrice mean of the site's tariff over the run, in main units of its currency a
    ///   kWh: not charged apart; null where not known
    public record Point(
            Money total,
            @Nullable Double co2Kg,
            @Nullable Double renewableShare,
            @Nullable Double powerPrice,
            int gpus,
            Instant start,
            Instant finish) {}

    /// @param start the hour asked for
    public record AtHour(Instant start, @Nullable Point best) {}

    public record OnGpus(int gpus, @Nullable Point best) {}

    /// @param hours the next week, hour by hour, the first one now
    /// @param gpus by rising number; the request's own is among them
    public record Answer(List<AtHour> hours, List<OnGpus> gpus) {
        public Answer {
            hours = List.copyOf(hours);
            gpus = List.copyOf(gpus);
        }
    }

    public Answer ask(Request request, World world, PricingTerms terms, Utilisation utilisation) {
        List<AtHour> hours = new ArrayList<>(HOURS);
        World narrowed = narrowed(request, world);
        Instant now = world.now().truncatedTo(ChronoUnit.SECONDS);
        Instant whole = now.truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < HOURS; i++) {
            Instant start = i == 0 ? now : whole.plus(Duration.ofHours(i));
            hours.add(
                    new AtHour(
                            start,
                            best(
                                    request.with().earliestStart(start).latestStart(null).build(),
                                    narrowed,
                                    terms,
                                    utilisation)));
        }
        List<OnGpus> counts = new ArrayList<>();
        for (int gpus : numbers(request.need().gpus())) {
            counts.add(
                    new OnGpus(
                            gpus,
                            best(
                                    request.with(on(request.need(), gpus)).build(),
                                    world,
                                    terms,
                                    utilisation)));
        }
        return new Answer(hours, counts);
    }

    /// Only offers that could carry the request at some hour. What a later start changes is the
    /// window, the renewable share and the time to the deadline, which only shrinks; so without
    /// those two bounds whoever cannot carry it now cannot later. Virtual clusters are made of
    /// offers that cannot alone: there the market stays whole.
    private World narrowed(Request request, World world) {
        if (request.spread().kind() == Spread.Kind.SITES) return world;
        Request open =
                request.with()
                        .latestStart(null)
                        .earliestStart(null)
                        .minRenewableShare(null)
                        .build();
        Set<Offer> offers = new LinkedHashSet<>();
        for (Candidate candidate : matcher.match(open, world).candidates()) {
            for (Candidate.Leg leg : candidate.legs()) offers.add(leg.offer());
        }
        return new World(
                new MarketSnapshot(world.market().sites(), offers, world.market().number()),
                world.chips(),
                world.energy(),
                world.exchange(),
                world.assumptions(),
                world.now(),
                world.wallNow());
    }

    private static Set<Integer> numbers(int own) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (double factor : FACTORS) {
            int gpus = (int) Math.max(1, Math.min(Need.MOST_GPUS, Math.round(own * factor)));
            numbers.add(gpus);
        }
        return numbers;
    }

    private static Need on(Need need, int gpus) {
        return switch (need) {
            case Need.Capacity capacity -> new Need.Capacity(gpus, capacity.duration());
            case Need.Work work -> new Need.Work(work.referenceGpuHours(), gpus, work.deadline());
        };
    }

    private @Nullable Point best(
            Request request, World world, PricingTerms terms, Utilisation utilisation) {
        if (!(engine.quote(request, world, terms, utilisation)
                instanceof QuoteDecision.Quoted quoted)) {
            return null;
        }
        Option option = quoted.options().getFirst();
        Double powerPrice =
                option.legs().stream()
                        .findFirst()
                        .flatMap(leg -> world.market().site(leg.site()))
                        .flatMap(site -> world.energy().find(site.gridZone()))
                        .map(zone -> zone.pricePerKwh())
                        .map(series -> series.mean(option.start(), option.finish()))
                        .filter(mean -> mean.isPresent())
                        .map(mean -> mean.getAsDouble())
                        .orElse(null);
        return new Point(
                option.total(),
                option.footprint().co2Kg(),
                option.footprint().renewableShare(),
                powerPrice,
                option.gpus(),
                option.start(),
                option.finish());
    }
}
