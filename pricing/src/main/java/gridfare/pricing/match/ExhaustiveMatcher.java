package gridfare.pricing.match;

import gridfare.pricing.market.Offer;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.place.RoundTrip;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What matching means, slowly and obviously: every constraint is asked of every offer.
///
/// It stays as the reference that faster matchers are held equal to. A virtual cluster serves
/// capacity requests only: how work scales over several sites depends on what its GPUs exchange,
/// which no request tells, so work is placed at one site.
public final class ExhaustiveMatcher implements Matcher {

    @Override
    public Match match(Request request, World world) {
        return new Run(request, world).match();
    }

    /// When machines could start at the earliest: now, or the whole second asked for.
    static Instant earliestStart(Request request, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        Instant asked = request.earliestStart();
        if (asked == null || !asked.isAfter(at)) return at;
        Instant whole = asked.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(asked) ? whole : whole.plusSeconds(1);
    }

    /// What holds for all offers of a site.
    private record SiteFacts(
            Site site,
            double distanceKm,
            double roundTripMs,
            boolean tooFar,
            boolean outsideJurisdictions,
            Instant start,
            long transferSeconds) {}

    /// An offer and all that stands against it when it is asked to carry the request alone.
    private record Verdict(
            Offer offer,
            SiteFacts at,
            @Nullable Chip chip,
            EnumSet<Constraint> failed,
            long instances,
            Candidate.@Nullable RunTime time,
            OptionalDouble renewableShare,
            long secondsLate) {

        /// The constraint it is counted under.
        Constraint first() {
            return failed.iterator().next();
        }

        boolean failsOnly(Constraint constraint) {
            return failed.size() == 1 && failed.contains(constraint);
        }

        Candidate candidate() {
            return new Candidate(
                    List.of(new Candidate.Leg(offer, at.site(), Math.toIntExact(instances))),
                    known(chip),
                    known(time),
                    at.start(),
                    at.transferSeconds(),
                    at.roundTripMs());
        }
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) throw new IllegalStateException("An offer that passed lacks a fact.");
        return value;
    }

    /// One request against one market.
    private static final class Run {

        private final Request request;
        private final World world;
        private final Assumptions assumptions;
        private final Instant earliest;
        private final Map<SiteId, SiteFacts> sites = new HashMap<>();
        private final RenewableShares shares;

        Run(Request request, World world) {
            this.request = request;
            this.world = world;
            this.assumptions = world.assumptions();
            this.earliest = earliestStart(request, world.now());
            this.shares = new RenewableShares(world.energy());
        }

        Match match() {
            List<Verdict> verdicts = world.market().offers().stream().map(this::judge).toList();
            List<Candidate> candidates = new ArrayList<>();
            for (Verdict verdict : verdicts) {
                if (verdict.failed().isEmpty()) candidates.add(verdict.candidate());
            }
            Map<ChipId, Integer> sharers = new HashMap<>();
            Map<ChipId, Long> reach = new HashMap<>();
            if (request.spread().kind() == Spread.Kind.SITES
                    && request.need() instanceof Need.Capacity(int gpus, Duration duration)) {
                var time = Candidate.RunTime.exactly(duration.toSeconds());
                for (List<Verdict> sameChip : contributors(verdicts).values()) {
                    share(sameChip, gpus, time, candidates, sharers, reach);
                }
            }
            candidates.sort(MERIT);
            return new Match(candidates, sharers, explain(verdicts, reach));
        }

        /// Asks every constraint of one offer.
        private Verdict judge(Offer offer) {
            SiteFacts at = sites.computeIfAbsent(offer.site(), id -> facts(offer));
            Chip chip = world.chips().find(offer.chip()).orElse(null);
            EnumSet<Constraint> failed = EnumSet.noneOf(Constraint.class);

            judgeChip(offer, chip, failed);
            judgeSeller(offer, failed);
            if (at.outsideJurisdictions()) failed.add(Constraint.JURISDICTION);
            if (at.tooFar()) failed.add(Constraint.ROUND_TRIP);
            if (startsTooLate(at)) failed.add(Constraint.START_WINDOW);

            long instances = 0;
            long late = 0;
            Candidate.RunTime time = null;
            switch (request.need()) {
                case Need.Capacity(int gpus, Duration duration) -> {
                    time = Candidate.RunTime.exactly(duration.toSeconds());
                    instances = offer.instancesFor(gpus);
                    judgeCount(offer, instances, failed);
                }
                case Need.Work work -> {
                    instances = offer.instancesFor(work.gpus());
                    judgeCount(offer, instances, failed);
                    Speed speed = chip == null ? null : speedOf(chip);
                    if (speed == null) {
                        failed.add(Constraint.NO_THROUGHPUT_FIGURE);
                    } else {
                        // Where too few are free, time is counted on those, so that asking for
                        // no more than them really helps.
                        long free = Math.max(1, most(offer));
                        long least = Math.min(instances, free);
                        long left = Duration.between(at.start(), work.deadline()).toSeconds();
                        instances = fewestInTime(offer, work, speed, least, free, left);
                        time = speed.runTime(work, instances * offer.gpusPerInstance());
                        late = Math.max(0, time.highSeconds() - left);
                        if (late > 0) failed.add(Constraint.DEADLINE);
                    }
                }
            }
            OptionalDouble share = OptionalDouble.empty();
            if (request.minRenewableShare() != null) {
                long seconds = time == null ? 1 : time.expectedSeconds();
                share = shares.mean(at.site().gridZone(), at.start(), seconds);
                if (share.isEmpty() || share.getAsDouble() < request.minRenewableShare()) {
                    failed.add(Constraint.RENEWABLE_SHARE);
                }
            }
            return new Verdict(offer, at, chip, failed, instances, time, share, late);
        }

        private void judgeChip(Offer offer, @Nullable Chip chip, EnumSet<Constraint> failed) {
            if (chip == null) {
                // Nothing is known of it, so no other chip constraint may count as passed.
                failed.add(Constraint.CHIP);
                failed.add(Constraint.SOFTWARE_STACK);
                return;
            }
            if (!request.chips().isEmpty() && !request.chips().contains(offer.chip())) {
                failed.add(Constraint.CHIP);
            }
            if (!request.stacks().runsOn(chip.stack())) failed.add(Constraint.SOFTWARE_STACK);
            if (chip.memoryGib() < request.memoryGibPerGpu()) failed.add(Constraint.MEMORY);
            if (request.numberFormat() != null && !chip.computes(request.numberFormat())) {
                failed.add(Constraint.NUMBER_FORMAT);
            }
        }

        private void judgeSeller(Offer offer, EnumSet<Constraint> failed) {
            if (!request.tier().mayUse(offer.purchaseOption())) {
                failed.add(Constraint.PURCHASE_OPTION);
            }
            boolean allowed =
                    request.allowedProviders().isEmpty()
                            || request.allowedProviders().contains(offer.provider());
            if (!allowed || request.deniedProviders().contains(offer.provider())) {
                failed.add(Constraint.PROVIDER);
            }
            if (!request.interconnects().isEmpty()
                    && !request.interconnects().contains(offer.interconnect())) {
                failed.add(Constraint.INTERCONNECT);
            }
            Instant validUntil = offer.validUntil();
            if (validUntil != null && !validUntil.isAfter(world.now())) {
                failed.add(Constraint.VALIDITY);
            }
            if (world.exchange().from(offer.pricePerInstanceHour().currency()).isEmpty()) {
                failed.add(Constraint.CURRENCY);
            }
        }

        private void judgeCount(Offer offer, long instances, EnumSet<Constraint> failed) {
            boolean inOneNode = request.spread().kind() == Spread.Kind.NODE;
            if (inOneNode && instances > 1) failed.add(Constraint.NODE_SIZE);
            // One node is all that is taken of an offer, so one free is enough.
            long taken = inOneNode ? 1 : instances;
            if (taken > offer.claimableInstances()) failed.add(Constraint.CAPACITY);
        }

        /// How many instances of an offer one request may take.
        private long most(Offer offer) {
            return request.spread().kind() == Spread.Kind.NODE ? 1 : offer.claimableInstances();
        }

        private boolean startsTooLate(SiteFacts at) {
            Instant latest = request.latestStart();
            return latest != null && at.start().isAfter(latest);
        }

        private SiteFacts facts(Offer offer) {
            Site site = world.market().siteOf(offer);
            var near = request.near();
            double distanceKm = Double.NaN;
            double roundTripMs = Double.NaN;
            boolean tooFar = false;
            if (near != null) {
                distanceKm = near.distanceKmTo(site.place().coordinates());
                roundTripMs =
                        RoundTrip.floorMs(near, site.place().coordinates(), site.overheadMs());
                if (request.maxRoundTripMs() != null) {
                    tooFar = roundTripMs > request.maxRoundTripMs();
                } else if (request.tier() == QosTier.REALTIME) {
                    tooFar =
                            site.kind() != SiteKind.EDGE || distanceKm > assumptions.edgeRadiusKm();
                }
            }
            boolean outside =
                    !request.jurisdictions().isEmpty()
                            && request.jurisdictions().stream()
                                    .noneMatch(where -> where.covers(site.place()));
            long transfer = transferSeconds(request, site, assumptions);
            return new SiteFacts(
                    site,
                    distanceKm,
                    roundTripMs,
                    tooFar,
                    outside,
                    earliest.plusSeconds(transfer),
                    transfer);
        }

        private @Nullable Speed speedOf(Chip chip) {
            Throughput throughput =
                    world.chips().throughput(chip.id(), request.workloadKind()).orElse(null);
            if (throughput == null) return null;
            return Speed.of(throughput, request.stacks().isForeign(chip.stack()), assumptions);
        }

        /// Offers that nothing stops but being too small alone, by chip.
        private static Map<ChipId, List<Verdict>> contributors(List<Verdict> verdicts) {
            Map<ChipId, List<Verdict>> byChip = new TreeMap<>();
            for (Verdict verdict : verdicts) {
                boolean fits = verdict.failed().isEmpty() || verdict.failsOnly(Constraint.CAPACITY);
                if (fits && verdict.offer().claimableInstances() > 0) {
                    byChip.computeIfAbsent(verdict.offer().chip(), chip -> new ArrayList<>())
                            .add(verdict);
                }
            }
            return byChip;
        }

        /// Lets offers of one chip carry the request together.
        private void share(
                List<Verdict> sameChip,
                int gpus,
                Candidate.RunTime time,
                List<Candidate> candidates,
                Map<ChipId, Integer> sharers,
                Map<ChipId, Long> reach) {
            int mostSites = request.spread().maxSites();
            var capacity = new SiteCapacity(sameChip.stream().map(Verdict::offer).toList());
            int sharing = 0;
            for (Verdict verdict : sameChip) {
                if (verdict.failed().isEmpty()) continue;
                long most = capacity.mostWith(verdict.offer(), mostSites);
                if (most >= gpus) {
                    verdict.failed().remove(Constraint.CAPACITY);
                    sharing++;
                } else {
                    reach.merge(verdict.offer().chip(), most, Math::max);
                }
            }
            if (sharing == 0) return;
            Chip chip = known(sameChip.getFirst().chip());
            sharers.put(chip.id(), sharing);
            var clusters =
                    new ClusterSearch(
                            sameChip.stream().map(Verdict::offer).toList(), gpus, mostSites);
            for (Map<Offer, Integer> cluster : clusters.cheapest()) {
                candidates.add(candidate(cluster, chip, time));
            }
        }

        private Candidate candidate(
                Map<Offer, Integer> cluster, Chip chip, Candidate.RunTime time) {
            List<Candidate.Leg> legs =
                    cluster.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey(PRICE))
                            .map(leg ->
                                    new Candidate.Leg(
                                            leg.getKey(),
                                            world.market().siteOf(leg.getKey()),
                                            leg.getValue()))
                            .toList();
            Instant start = earliest;
            long transfer = 0;
            double roundTripMs = Double.NaN;
            for (Candidate.Leg leg : legs) {
                SiteFacts at = known(sites.get(leg.site().id()));
                if (at.start().isAfter(start)) start = at.start();
                transfer = Math.max(transfer, at.transferSeconds());
                roundTripMs =
                        Double.isNaN(roundTripMs)
                                ? at.roundTripMs()
                                : Math.max(roundTripMs, at.roundTripMs());
            }
            return new Candidate(legs, chip, time, start, transfer, roundTripMs);
        }

        private RuledOut explain(List<Verdict> verdicts, Map<ChipId, Long> reach) {
            Map<Constraint, Integer> first = new EnumMap<>(Constraint.class);
            Map<Constraint, Integer> alone = new EnumMap<>(Constraint.class);
            Map<Constraint, Double> nearest = new EnumMap<>(Constraint.class);
            for (Verdict verdict : verdicts) {
                if (verdict.failed().isEmpty()) continue;
                Constraint stop = verdict.first();
                first.merge(stop, 1, Integer::sum);
                if (verdict.failsOnly(stop)) {
                    alone.merge(stop, 1, Integer::sum);
                    relaxation(verdict, stop, reach)
                            .ifPresent(limit ->
                                    nearest.merge(
                                            stop, limit, isMinimum(stop) ? Math::max : Math::min));
                }
            }
            Map<Constraint, RuledOut.Count> counts = new EnumMap<>(Constraint.class);
            first.forEach((constraint, count) ->
                    counts.put(
                            constraint,
                            new RuledOut.Count(count, alone.getOrDefault(constraint, 0))));
            List<RuledOut.Relaxation> relaxations = new ArrayList<>();
            nearest.forEach((constraint, limit) ->
                    relaxations.add(new RuledOut.Relaxation(constraint, limit)));
            return new RuledOut(verdicts.size(), counts, relaxations);
        }

        /// The value that would let this offer through.
        private OptionalDouble relaxation(
                Verdict verdict, Constraint stop, Map<ChipId, Long> reach) {
            Offer offer = verdict.offer();
            return switch (stop) {
                case MEMORY -> OptionalDouble.of(known(verdict.chip()).memoryGib());
                case ROUND_TRIP -> OptionalDouble.of(verdict.at().roundTripMs());
                case RENEWABLE_SHARE -> verdict.renewableShare();
                case START_WINDOW ->
                        OptionalDouble.of(
                                Math.ceil(
                                        Duration.between(
                                                                known(request.latestStart()),
                                                                verdict.at().start())
                                                        .toMillis()
                                                / 1_000.0));
                case NODE_SIZE -> OptionalDouble.of(offer.gpusPerInstance());
                case CAPACITY -> {
                    long gpus =
                            request.spread().kind() == Spread.Kind.NODE
                                    ? 0
                                    : Math.max(
                                            offer.claimableGpus(),
                                            reach.getOrDefault(offer.chip(), 0L));
                    yield gpus == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) gpus);
                }
                case DEADLINE -> OptionalDouble.of((double) verdict.secondsLate());
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
                        OptionalDouble.empty();
            };
        }
    }

    /// Whether a request names the least it wants, so that the greatest value on offer is nearest.
    static boolean isMinimum(Constraint constraint) {
        return switch (constraint) {
            case MEMORY, RENEWABLE_SHARE, NODE_SIZE, CAPACITY -> true;
            case CHIP,
                    SOFTWARE_STACK,
                    NUMBER_FORMAT,
                    NO_THROUGHPUT_FIGURE,
                    PURCHASE_OPTION,
                    PROVIDER,
                    JURISDICTION,
                    ROUND_TRIP,
                    INTERCONNECT,
                    VALIDITY,
                    CURRENCY,
                    START_WINDOW,
                    SCALING,
                    DEADLINE,
                    PRICE_LIMIT,
                    BUDGET ->
                    false;
        };
    }

    /// The fewest instances, at least `least` and at most `most`, that do the work within `left`
    /// seconds even by the chip's low figure; `most` where none do.
    private static long fewestInTime(
            Offer offer, Need.Work work, Speed speed, long least, long most, long left) {
        if (left <= 0) return most;
        double wanted = speed.gpuSecondsAtMost(work) / left / offer.gpusPerInstance();
        long instances = Math.clamp((long) Math.floor(wanted), least, most);
        while (instances < most
                && speed.runTime(work, instances * offer.gpusPerInstance()).highSeconds() > left) {
            instances++;
        }
        return instances;
    }

    /// Seconds to move the request's data set to `site`; 0 without one, and where it already lies
    /// there.
    static long transferSeconds(Request request, Site site, Assumptions assumptions) {
        DataSet dataSet = request.dataSet();
        if (dataSet == null || dataSet.isAt(site.place().coordinates())) return 0;
        return (long) Math.ceil(dataSet.bytes() * 8 / assumptions.linkBitsPerSecond(site.kind()));
    }

    static final Comparator<Offer> PRICE =
            Comparator.comparingLong(Offer::usdMicrosPerGpuHour).thenComparing(Offer::id);

    /// Cheapest first by the providers' own prices. A double is exact enough to sort by, and the
    /// same everywhere; what is charged is worked out elsewhere.
    static final Comparator<Candidate> MERIT =
            Comparator.comparingDouble(ExhaustiveMatcher::usdMicros)
                    .thenComparing(Candidate::finish)
                    .thenComparing(candidate -> candidate.legs().size())
                    .thenComparing(candidate -> candidate.legs().getFirst().offer().id());

    static double usdMicros(Candidate candidate) {
        double perHour = 0;
        for (Candidate.Leg leg : candidate.legs()) {
            perHour += (double) leg.offer().usdMicrosPerGpuHour() * leg.gpus();
        }
        return perHour * candidate.time().expectedSeconds() / 3_600;
    }
}
