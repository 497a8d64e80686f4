package gridfare.pricing.match;

import gridfare.pricing.market.Offer;
import gridfare.pricing.market.OfferColumns;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.place.RoundTrip;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.Interconnect;
import gridfare.pricing.resource.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The same answer as [ExhaustiveMatcher], fast: what depends on the chip, the site, the seller or
/// the currency alone is decided once for each of them, and an offer's verdict is those decisions
/// or-ed into one word, a bit a [Constraint]. Objects are made for what is kept, not for what is
/// ruled out.
///
/// The explanation falls out of the same words: the lowest bit is what an offer is counted under,
/// and a word of one bit is an offer that one relaxation would let through.
@SuppressWarnings("EnumOrdinal") // bits and indices within one search, never stored
public final class IndexedMatcher implements Matcher {

    private static final int CAPACITY = bit(Constraint.CAPACITY);
    private static final int RENEWABLE_SHARE = bit(Constraint.RENEWABLE_SHARE);

    @Override
    public Match match(Request request, World world) {
        return new Run(request, world).match();
    }

    private static int bit(Constraint constraint) {
        return 1 << constraint.ordinal();
    }

    private static boolean isSingle(int word) {
        return Integer.bitCount(word) == 1;
    }

    /// What a chip means to the request.
    private record ChipFacts(int failed, @Nullable Chip chip, @Nullable Speed speed) {}

    /// What a site means to the request.
    private record SiteFacts(
            int failed, Site site, double roundTripMs, Instant start, long transferSeconds) {}

    private static final class Run {

        private final Request request;
        private final World world;
        private final Assumptions assumptions;
        private final OfferColumns columns;
        private final List<Offer> offers;
        private final Instant earliest;
        private final boolean inOneNode;
        private final int gpus;
        private final ChipFacts[] chips;
        private final SiteFacts[] sites;
        private final int[] providers;
        private final int[] currencies;
        private final int[] purchases;
        private final int[] links;
        private final int[] failed;
        private final int[] instances;
        private final long[] secondsLate;
        private final double[] share;
        private final RenewableShares shares;

        Run(Request request, World world) {
            this.request = request;
            this.world = world;
            assumptions = world.assumptions();
            columns = world.market().columns();
            offers = world.market().offers();
            earliest = ExhaustiveMatcher.earliestStart(request, world.now());
            inOneNode = request.spread().kind() == Spread.Kind.NODE;
            gpus = request.need().gpus();
            chips = columns.chips().stream().map(this::chip).toArray(ChipFacts[]::new);
            sites = columns.sites().stream().map(this::site).toArray(SiteFacts[]::new);
            providers = columns.providers().stream().mapToInt(this::provider).toArray();
            currencies =
                    columns.currencies().stream()
                            .mapToInt(from ->
                                    world.exchange().from(from).isEmpty()
                                            ? bit(Constraint.CURRENCY)
                                            : 0)
                            .toArray();
            purchases = new int[PurchaseOption.values().length];
            for (PurchaseOption option : PurchaseOption.values()) {
                if (!request.tier().mayUse(option)) {
                    purchases[option.ordinal()] = bit(Constraint.PURCHASE_OPTION);
                }
            }
            links = new int[Interconnect.values().length];
            for (Interconnect link : Interconnect.values()) {
                if (!request.interconnects().isEmpty() && !request.interconnects().contains(link)) {
                    links[link.ordinal()] = bit(Constraint.INTERCONNECT);
                }
            }
            failed = new int[columns.size()];
            instances = new int[columns.size()];
            secondsLate = new long[request.need() instanceof Need.Work ? columns.size() : 0];
            share = new double[request.minRenewableShare() == null ? 0 : columns.size()];
            shares = new RenewableShares(world.energy());
        }

        Match match() {
            for (int i = 0; i < failed.length; i++) failed[i] = judge(i);
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < failed.length; i++) {
                if (failed[i] == 0) candidates.add(candidate(i));
            }
            Map<ChipId, Integer> sharers = new HashMap<>();
            Map<ChipId, Long> reach = new HashMap<>();
            if (request.spread().kind() == Spread.Kind.SITES
                    && request.need() instanceof Need.Capacity(int _, Duration duration)) {
                var time = Candidate.RunTime.exactly(duration.toSeconds());
                for (List<Integer> sameChip : contributors().values()) {
                    share(sameChip, time, candidates, sharers, reach);
                }
            }
            return new Match(inOrder(candidates), sharers, explain(reach));
        }

        // ---- once for each chip, site and seller

        private ChipFacts chip(ChipId id) {
            Chip chip = world.chips().find(id).orElse(null);
            Speed speed = null;
            int word = 0;
            if (chip == null) {
                word |= bit(Constraint.CHIP) | bit(Constraint.SOFTWARE_STACK);
            } else {
                if (!request.chips().isEmpty() && !request.chips().contains(id)) {
                    word |= bit(Constraint.CHIP);
                }
                if (!request.stacks().runsOn(chip.stack())) word |= bit(Constraint.SOFTWARE_STACK);
                if (chip.memoryGib() < request.memoryGibPerGpu()) word |= bit(Constraint.MEMORY);
                if (request.numberFormat() != null && !chip.computes(request.numberFormat())) {
                    word |= bit(Constraint.NUMBER_FORMAT);
                }
                Throughput throughput =
                        world.chips().throughput(id, request.workloadKind()).orElse(null);
                if (throughput != null) {
                    boolean foreign = request.stacks().isForeign(chip.stack());
                    speed = Speed.of(throughput, foreign, assumptions);
                }
            }
            if (speed == null && request.need() instanceof Need.Work) {
                word |= bit(Constraint.NO_THROUGHPUT_FIGURE);
            }
            return new ChipFacts(word, chip, speed);
        }

        private SiteFacts site(Site site) {
            int word = 0;
            double roundTripMs = Double.NaN;
            var near = request.near();
            if (near != null) {
                var there = site.place().coordinates();
                roundTripMs = RoundTrip.floorMs(near, there, site.overheadMs());
                Double most = request.maxRoundTripMs();
                boolean tooFar =
                        most != null
                                ? roundTripMs > most
                                : request.tier() == QosTier.REALTIME
                                        && (site.kind() != SiteKind.EDGE
                                                || near.distanceKmTo(there)
                                                        > assumptions.edgeRadiusKm());
                if (tooFar) word |= bit(Constraint.ROUND_TRIP);
            }
            if (!request.jurisdictions().isEmpty()
                    && request.jurisdictions().stream()
                            .noneMatch(where -> where.covers(site.place()))) {
                word |= bit(Constraint.JURISDICTION);
            }
            long transfer = ExhaustiveMatcher.transferSeconds(request, site, assumptions);
            Instant start = earliest.plusSeconds(transfer);
            Instant latest = request.latestStart();
            if (latest != null && start.isAfter(latest)) word |= bit(Constraint.START_WINDOW);
            return new SiteFacts(word, site, roundTripMs, start, transfer);
        }

        private int provider(ProviderId id) {
            boolean allowed =
                    request.allowedProviders().isEmpty() || request.allowedProviders().contains(id);
            return allowed && !request.deniedProviders().contains(id)
                    ? 0
                    : bit(Constraint.PROVIDER);
        }

        // ---- for each offer

        private int judge(int offer) {
            ChipFacts chip = chips[columns.chip(offer)];
            SiteFacts at = sites[columns.site(offer)];
            int word =
                    chip.failed()
                            | at.failed()
                            | providers[columns.provider(offer)]
                            | currencies[columns.currency(offer)]
                            | purchases[columns.purchase(offer)]
                            | links[columns.link(offer)];
            if (hasEnded(offer)) word |= bit(Constraint.VALIDITY);
            int inOne = columns.gpusPerInstance(offer);
            int wanted = Math.ceilDiv(gpus, inOne);
            if (inOneNode && wanted > 1) word |= bit(Constraint.NODE_SIZE);
            if ((inOneNode ? 1 : wanted) > columns.claimable(offer)) word |= CAPACITY;
            instances[offer] = wanted;
            // What follows costs more. With two strikes it can only change what an offer is counted
            // under, and only by a constraint that is looked at earlier.
            boolean share = request.minRenewableShare() != null;
            boolean decided =
                    Integer.bitCount(word) > 1
                            && (!share || Integer.lowestOneBit(word) < RENEWABLE_SHARE);
            if (decided) return word;
            long seconds = 1;
            switch (request.need()) {
                case Need.Capacity capacity -> seconds = capacity.duration().toSeconds();
                case Need.Work work -> {
                    if (chip.speed() != null) {
                        long left = Duration.between(at.start(), work.deadline()).toSeconds();
                        instances[offer] = fewestInTime(offer, work, chip.speed(), left);
                        var time = chip.speed().runTime(work, (long) instances[offer] * inOne);
                        seconds = time.expectedSeconds();
                        secondsLate[offer] = Math.max(0, time.highSeconds() - left);
                        if (secondsLate[offer] > 0) word |= bit(Constraint.DEADLINE);
                    }
                }
            }
            if (share && !isRenewable(offer, at, seconds)) word |= RENEWABLE_SHARE;
            return word;
        }

        private boolean hasEnded(int offer) {
            long end = columns.validUntil(offer);
            long now = world.now().getEpochSecond();
            if (end != now) return end < now;
            Instant exactly = offers.get(offer).validUntil();
            return exactly != null && !exactly.isAfter(world.now());
        }

        private boolean isRenewable(int offer, SiteFacts at, long seconds) {
            OptionalDouble mean = shares.mean(at.site().gridZone(), at.start(), seconds);
            share[offer] = mean.orElse(Double.NaN);
            Double least = request.minRenewableShare();
            return least == null || share[offer] >= least; // NaN is not
        }

        /// The fewest instances that do the work in time by the chip's low figure, else all that
        /// one request may take. More never take longer, so the number is sought by halving.
        private int fewestInTime(int offer, Need.Work work, Speed speed, long left) {
            int inOne = columns.gpusPerInstance(offer);
            int most = Math.max(1, inOneNode ? 1 : columns.claimable(offer));
            int least = Math.min(instances[offer], most);
            if (left <= 0) return most;
            while (least < most) {
                int middle = least + (most - least) / 2;
                if (speed.runTime(work, (long) middle * inOne).highSeconds() <= left) most = middle;
                else least = middle + 1;
            }
            return least;
        }

        private Candidate candidate(int offer) {
            ChipFacts chip = chips[columns.chip(offer)];
            SiteFacts at = sites[columns.site(offer)];
            Candidate.RunTime time =
                    switch (request.need()) {
                        case Need.Capacity capacity ->
                                Candidate.RunTime.exactly(capacity.duration().toSeconds());
                        case Need.Work work ->
                                known(chip.speed())
                                        .runTime(
                                                work,
                                                (long) instances[offer]
                                                        * columns.gpusPerInstance(offer));
                    };
            var leg = new Candidate.Leg(offers.get(offer), at.site(), instances[offer]);
            return new Candidate(
                    List.of(leg),
                    known(chip.chip()),
                    time,
                    at.start(),
                    at.transferSeconds(),
                    at.roundTripMs());
        }

        private static <T> T known(@Nullable T value) {
            if (value == null) throw new IllegalStateException("A kept offer lacks a fact.");
            return value;
        }

        // ---- virtual clusters

        /// Offers that nothing stops but being too small alone, by chip.
        private Map<ChipId, List<Integer>> contributors() {
            Map<ChipId, List<Integer>> byChip = new TreeMap<>();
            for (int i = 0; i < failed.length; i++) {
                if ((failed[i] & ~CAPACITY) == 0 && columns.claimable(i) > 0) {
                    ChipId chip = columns.chips().get(columns.chip(i));
                    byChip.computeIfAbsent(chip, _ -> new ArrayList<>()).add(i);
                }
            }
            return byChip;
        }

        private void share(
                List<Integer> sameChip,
                Candidate.RunTime time,
                List<Candidate> candidates,
                Map<ChipId, Integer> sharers,
                Map<ChipId, Long> reach) {
            int mostSites = request.spread().maxSites();
            List<Offer> contributing = sameChip.stream().map(offers::get).toList();
            var capacity = new SiteCapacity(contributing);
            int sharing = 0;
            for (int i : sameChip) {
                if (failed[i] == 0) continue;
                long most = capacity.mostWith(offers.get(i), mostSites);
                if (most >= gpus) {
                    failed[i] = 0;
                    sharing++;
                } else {
                    reach.merge(offers.get(i).chip(), most, Math::max);
                }
            }
            if (sharing == 0) return;
            Chip chip = known(chips[columns.chip(sameChip.getFirst())].chip());
            sharers.put(chip.id(), sharing);
            Map<SiteId, SiteFacts> facts = new HashMap<>();
            for (int i : sameChip) facts.put(offers.get(i).site(), sites[columns.site(i)]);
            var clusters = new ClusterSearch(contributing, gpus, mostSites);
            for (Map<Offer, Integer> cluster : clusters.cheapest()) {
                candidates.add(candidate(cluster, facts, chip, time));
            }
        }

        private Candidate candidate(
                Map<Offer, Integer> cluster,
                Map<SiteId, SiteFacts> facts,
                Chip chip,
                Candidate.RunTime time) {
            List<Candidate.Leg> legs = new ArrayList<>();
            Instant start = earliest;
            long transfer = 0;
            double roundTripMs = Double.NaN;
            for (Offer offer : cluster.keySet().stream().sorted(ExhaustiveMatcher.PRICE).toList()) {
                SiteFacts at = known(facts.get(offer.site()));
                legs.add(new Candidate.Leg(offer, at.site(), known(cluster.get(offer))));
                if (at.start().isAfter(start)) start = at.start();
                transfer = Math.max(transfer, at.transferSeconds());
                roundTripMs =
                        Double.isNaN(roundTripMs)
                                ? at.roundTripMs()
                                : Math.max(roundTripMs, at.roundTripMs());
            }
            return new Candidate(legs, chip, time, start, transfer, roundTripMs);
        }

        // ---- order and reasons

        private static List<Candidate> inOrder(List<Candidate> candidates) {
            record Ranked(double usdMicros, Candidate candidate) {}
            return candidates.stream()
                    .map(each -> new Ranked(ExhaustiveMatcher.usdMicros(each), each))
                    .sorted(
                            Comparator.comparingDouble(Ranked::usdMicros)
                                    .thenComparing(Ranked::candidate, ExhaustiveMatcher.MERIT))
                    .map(Ranked::candidate)
                    .toList();
        }

        private RuledOut explain(Map<ChipId, Long> reach) {
            int kinds = Constraint.values().length;
            int[] first = new int[kinds];
            int[] alone = new int[kinds];
            double[] nearest = new double[kinds];
            boolean[] helped = new boolean[kinds];
            for (int i = 0; i < failed.length; i++) {
                int word = failed[i];
                if (word == 0) continue;
                int stop = Integer.numberOfTrailingZeros(word);
                first[stop]++;
                if (!isSingle(word)) continue;
                alone[stop]++;
                Constraint constraint = Constraint.values()[stop];
                double limit = relaxation(i, constraint, reach);
                if (Double.isNaN(limit)) continue;
                if (!helped[stop]) nearest[stop] = limit;
                else if (ExhaustiveMatcher.isMinimum(constraint)) {
                    nearest[stop] = Math.max(nearest[stop], limit);
                } else nearest[stop] = Math.min(nearest[stop], limit);
                helped[stop] = true;
            }
            Map<Constraint, RuledOut.Count> counts = new EnumMap<>(Constraint.class);
            List<RuledOut.Relaxation> relaxations = new ArrayList<>();
            for (Constraint constraint : Constraint.values()) {
                int stop = constraint.ordinal();
                if (first[stop] > 0) {
                    counts.put(constraint, new RuledOut.Count(first[stop], alone[stop]));
                }
                if (helped[stop]) {
                    relaxations.add(new RuledOut.Relaxation(constraint, nearest[stop]));
                }
            }
            return new RuledOut(failed.length, counts, relaxations);
        }

        /// The value that would let this offer through; NaN where there is none, or none that a
        /// buyer may choose: where data may go, who may sell and what may be exported are rules.
        private double relaxation(int offer, Constraint stop, Map<ChipId, Long> reach) {
            return switch (stop) {
                case MEMORY -> known(chips[columns.chip(offer)].chip()).memoryGib();
                case ROUND_TRIP -> sites[columns.site(offer)].roundTripMs();
                case RENEWABLE_SHARE -> share[offer];
                case START_WINDOW ->
                        Math.ceil(
                                Duration.between(
                                                        known(request.latestStart()),
                                                        sites[columns.site(offer)].start())
                                                .toMillis()
                                        / 1_000.0);
                case NODE_SIZE -> columns.gpusPerInstance(offer);
                case CAPACITY -> {
                    long free = (long) columns.claimable(offer) * columns.gpusPerInstance(offer);
                    long most = Math.max(free, reach.getOrDefault(offers.get(offer).chip(), 0L));
                    yield inOneNode || most == 0 ? Double.NaN : most;
                }
                case DEADLINE -> secondsLate[offer];
                case CHIP,
                        SOFTWARE_STACK,
                        NUMBER_FORMAT,
                        NO_THROUGHPUT_FIGURE,
                        PURCHASE_OPTION,
                        PROVIDER,
                        JURISDICTION,
                        INTERCONNECT,
                        VALIDITY,
                        CURRENCY,
                        SCALING,
                        PRICE_LIMIT,
                        BUDGET ->
                        Double.NaN;
            };
        }
    }
}
