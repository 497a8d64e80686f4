package gridfare.pricing.match;

import gridfare.pricing.market.Offer;
import gridfare.pricing.market.SiteId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the cheapest virtual clusters of one chip: for each number of sites from two on the whole
/// instances that hold at least so many GPUs at the least price, exactly, by dynamic programming
/// over sites.
///
/// One site gives one offer at most. Cost is time and memory in proportion to sites × GPUs ×
/// instances a site; sites that cannot be part of a cheapest cluster are left out first.
final class ClusterSearch {

    private static final long UNREACHED = Long.MAX_VALUE;

    /// Cheapest first; larger before smaller at one price, then by id, so that ties always break
    /// the same way.
    private static final Comparator<Offer> ORDER =
            Comparator.comparingLong(Offer::usdMicrosPerGpuHour)
                    .thenComparing(Comparator.comparingLong(Offer::claimableGpus).reversed())
                    .thenComparing(Offer::id);

    private final int gpus;
    private final int mostSites;
    private final List<List<Offer>> bySite;

    ClusterSearch(List<Offer> offers, int gpus, int mostSites) {
        this.gpus = gpus;
        this.mostSites = mostSites;
        Map<SiteId, List<Offer>> grouped = new LinkedHashMap<>();
        for (Offer offer : undominated(offers)) {
            grouped.computeIfAbsent(offer.site(), site -> new ArrayList<>()).add(offer);
        }
        this.bySite = List.copyOf(grouped.values());
    }

    /// Instances by offer: the cheapest cluster of two sites, then one of more sites wherever that
    /// is cheaper still. One that could do without a leg is left out: the rest of it costs less.
    List<Map<Offer, Integer>> cheapest() {
        Layers layers = fill();
        List<Map<Offer, Integer>> clusters = new ArrayList<>();
        long best = UNREACHED;
        for (int sites = 2; sites <= mostSites; sites++) {
            long cost = layers.cost[sites][gpus];
            if (cost >= best) continue;
            Optional<Map<Offer, Integer>> cluster = layers.trace(sites).filter(this::needsEach);
            if (cluster.isPresent()) {
                best = cost;
                clusters.add(cluster.get());
            }
        }
        return clusters;
    }

    private boolean needsEach(Map<Offer, Integer> cluster) {
        int total = 0;
        int smallest = Integer.MAX_VALUE;
        for (Map.Entry<Offer, Integer> leg : cluster.entrySet()) {
            int held = leg.getKey().gpusPerInstance() * leg.getValue();
            total += held;
            smallest = Math.min(smallest, held);
        }
        return total - smallest < gpus;
    }

    /// Leaves out offers for which as many others as a cluster has sites are no dearer, hold no
    /// less, and come in instances of the same size: one of those could always take its place.
    private List<Offer> undominated(List<Offer> offers) {
        List<Offer> kept = new ArrayList<>();
        for (Offer offer : offers.stream().sorted(ORDER).toList()) {
            long useful = Math.min(offer.claimableGpus(), roundedUp(offer));
            long better =
                    kept.stream()
                            .filter(other ->
                                    other.gpusPerInstance() == offer.gpusPerInstance()
                                            && other.claimableGpus() >= useful)
                            .map(Offer::site)
                            .distinct()
                            .limit(mostSites)
                            .count();
            if (better < mostSites) kept.add(offer);
        }
        return kept;
    }

    private long roundedUp(Offer offer) {
        return (long) offer.instancesFor(gpus) * offer.gpusPerInstance();
    }

    private Layers fill() {
        var layers = new Layers(mostSites, gpus);
        for (List<Offer> site : bySite) {
            // From many sites to few, so that a site is never counted twice.
            for (int sites = mostSites; sites >= 1; sites--) {
                for (Offer offer : site) layers.add(sites, offer);
            }
        }
        return layers;
    }

    /// Least cost by number of sites and GPUs held (the last column is "enough"), and how it came
    /// about.
    private static final class Layers {
        private final int enough;
        private final long[][] cost;
        private final Step[][] last;

        private record Step(Offer offer, int instances, int before, Optional<Step> previous) {}

        Layers(int mostSites, int enough) {
            this.enough = enough;
            this.cost = new long[mostSites + 1][enough + 1];
            for (long[] row : cost) Arrays.fill(row, UNREACHED);
            cost[0][0] = 0;
            this.last = new Step[mostSites + 1][enough + 1];
        }

        void add(int sites, Offer offer) {
            int most = Math.min(offer.claimableInstances(), offer.instancesFor(enough));
            for (int held = 0; held < enough; held++) {
                long before = cost[sites - 1][held];
                if (before == UNREACHED) continue;
                for (int instances = 1; instances <= most; instances++) {
                    long more = (long) instances * offer.gpusPerInstance();
                    int after = (int) Math.min(enough, held + more);
                    long total = before + more * offer.usdMicrosPerGpuHour();
                    if (total < cost[sites][after]) {
                        cost[sites][after] = total;
                        last[sites][after] =
                                new Step(
                                        offer,
                                        instances,
                                        held,
                                        Optional.ofNullable(last[sites - 1][held]));
                    }
                    if (after == enough) break;
                }
            }
        }

        Optional<Map<Offer, Integer>> trace(int sites) {
            Step step = last[sites][enough];
            if (step == null) return Optional.empty();
            Map<Offer, Integer> cluster = new LinkedHashMap<>();
            for (Optional<Step> at = Optional.of(step); at.isPresent(); ) {
                cluster.put(at.get().offer(), at.get().instances());
                at = at.get().previous();
            }
            return Optional.of(cluster);
        }
    }
}
