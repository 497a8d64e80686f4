package gridfare.pricing.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/// Finds what lies nearest to a place: a k-d tree over points of the unit sphere, so that neither
/// poles nor the date line are special. Immutable; answers in the order of distance, equal ones in
/// the order given.
public final class NearestSites<S> {

    /// Something found, and how far it is on a great circle.
    public record Found<S>(S site, double distanceKm) {}

    private record Near(int index, double chordSquared) {}

    /// Farthest first; of equals the later one, so that it is given up first.
    private static final Comparator<Near> FARTHEST =
            Comparator.comparingDouble(Near::chordSquared).thenComparingInt(Near::index).reversed();

    private final List<S> sites;
    private final List<Coordinates> places;
    private final double[][] points;
    private final int[] tree;

    public NearestSites(List<S> sites, Function<S, Coordinates> placeOf) {
        this.sites = List.copyOf(sites);
        this.places = this.sites.stream().map(placeOf).toList();
        this.points = places.stream().map(NearestSites::onSphere).toArray(double[][]::new);
        Integer[] order = new Integer[points.length];
        Arrays.setAll(order, i -> i);
        build(order, 0, order.length, 0);
        this.tree = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /// The `most` nearest, nearest first.
    public List<Found<S>> to(Coordinates place, int most) {
        if (most < 1) throw new IllegalArgumentException("The %d nearest.".formatted(most));
        var nearest = new PriorityQueue<Near>(FARTHEST);
        search(onSphere(place), most, 0, tree.length, 0, nearest);
        List<Near> ordered = new ArrayList<>(nearest);
        ordered.sort(FARTHEST.reversed());
        return ordered.stream()
                .map(near ->
                        new Found<>(
                                sites.get(near.index()),
                                place.distanceKmTo(places.get(near.index()))))
                .toList();
    }

    private void build(Integer[] order, int from, int to, int depth) {
        if (to - from < 2) return;
        int axis = depth % 3;
        Arrays.sort(order, from, to, Comparator.comparingDouble(i -> points[i][axis]));
        int middle = (from + to) >>> 1;
        build(order, from, middle, depth + 1);
        build(order, middle + 1, to, depth + 1);
    }

    private void search(
            double[] from, int most, int low, int high, int depth, PriorityQueue<Near> nearest) {
        if (low >= high) return;
        int middle = (low + high) >>> 1;
        int index = tree[middle];
        nearest.add(new Near(index, squared(from, points[index])));
        if (nearest.size() > most) nearest.remove();
        double beside = from[depth % 3] - points[index][depth % 3];
        boolean left = beside < 0;
        search(from, most, left ? low : middle + 1, left ? middle : high, depth + 1, nearest);
        Near farthest = nearest.peek();
        // Equal distances are looked at too: the earlier one wins.
        if (farthest == null
                || nearest.size() < most
                || beside * beside <= farthest.chordSquared()) {
            search(from, most, left ? middle + 1 : low, left ? high : middle, depth + 1, nearest);
        }
    }

    private static double squared(double[] one, double[] other) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            sum += (one[axis] - other[axis]) * (one[axis] - other[axis]);
        }
        return sum;
    }

    private static double[] onSphere(Coordinates place) {
        double latitude = Math.toRadians(place.latitude());
        double longitude = Math.toRadians(place.longitude());
        return new double[] {
            Math.cos(latitude) * Math.cos(longitude),
            Math.cos(latitude) * Math.sin(longitude),
            Math.sin(latitude)
        };
    }
}
