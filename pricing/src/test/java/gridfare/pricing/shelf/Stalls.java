package gridfare.pricing.shelf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/// A market as a plain list, with the slow and obvious answer to each question.
final class Stalls {

    /// An offer that passes, with what it scores.
    record Passing(int ordinal, long score, UUID id) {}

    static final int SHELVES = 5;
    static final int SITES = 150;
    static final long NOW = 1_800_000_000L;

    private final Map<Integer, Ticket> tickets = new TreeMap<>();

    void put(int ordinal, Ticket ticket) {
        tickets.put(ordinal, ticket);
    }

    void remove(int ordinal) {
        tickets.remove(ordinal);
    }

    Map<Integer, Ticket> tickets() {
        return tickets;
    }

    /// Asks every constraint of every offer.
    List<Passing> cheapest(Seek seek, int most) {
        List<Passing> passing = new ArrayList<>();
        tickets.forEach((ordinal, ticket) -> {
            if (passes(seek, ticket)) {
                long score = score(seek, ticket);
                if (score <= seek.mostScore) {
                    passing.add(
                            new Passing(
                                    ordinal, score, new UUID(ticket.idMost(), ticket.idLeast())));
                }
            }
        });
        passing.sort(Comparator.comparingLong(Passing::score).thenComparing(Passing::id));
        return passing.subList(0, Math.min(most, passing.size()));
    }

    private static boolean passes(Seek seek, Ticket ticket) {
        int shelf = ticket.shelf();
        if (shelf >= seek.weights.length || seek.weights[shelf] == 0) return false;
        if (!BitSet.valueOf(seek.sites).get(ticket.site())) return false;
        if ((seek.purchases >>> ticket.purchase() & 1) == 0) return false;
        if ((seek.links >>> ticket.link() & 1) == 0) return false;
        if (ticket.validUntil() <= seek.now) return false;
        int instances = Math.ceilDiv(seek.gpus, ticket.gpusPerInstance());
        if (seek.inOneNode && instances > 1) return false;
        return instances <= ticket.instances();
    }

    private static long score(Seek seek, Ticket ticket) {
        int instances = Math.ceilDiv(seek.gpus, ticket.gpusPerInstance());
        long extra = ticket.site() < seek.extras.length ? seek.extras[ticket.site()] : 0;
        return ticket.usdMicrosPerGpuHour()
                        * instances
                        * ticket.gpusPerInstance()
                        * seek.weights[ticket.shelf()]
                + extra;
    }

    /// Few prices, so that many are equal, and many sizes.
    static Ticket ticket(SplittableRandom random, int ordinal) {
        int[] sizes = {1, 2, 3, 4, 8, 16, 64};
        return new Ticket(
                // Ids of both signs, with equal upper halves among them.
                random.nextInt(-3, 4),
                ((long) ordinal << 32) - (random.nextBoolean() ? 1L << 62 : 0),
                random.nextInt(SHELVES),
                random.nextInt(SITES),
                random.nextInt(4) == 0 ? random.nextLong(1, 1L << 36) : random.nextLong(1, 400),
                sizes[random.nextInt(sizes.length)],
                random.nextInt(6) == 0 ? 0 : random.nextInt(1, 40),
                random.nextInt(Ticket.PURCHASES),
                random.nextInt(Ticket.LINKS),
                random.nextBoolean() ? Ticket.ENDLESS : NOW + random.nextInt(-2, 3));
    }

    static Seek seek(SplittableRandom random) {
        int[] weights = new int[random.nextInt(1, SHELVES + 2)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(1, Seek.MOST_WEIGHT + 1);
        }
        long[] sites = new long[random.nextInt(1, 4)];
        for (int i = 0; i < sites.length; i++) sites[i] = ~(random.nextLong() & random.nextInt());
        long[] extras = random.nextBoolean() ? new long[0] : new long[random.nextInt(SITES + 10)];
        for (int i = 0; i < extras.length; i++) extras[i] = random.nextLong(1, 2_000_000);
        int[] gpus = {1, 2, 3, 5, 8, 17, 64, 200, 4_096};
        return new Seek(
                weights,
                sites,
                extras,
                gpus[random.nextInt(gpus.length)],
                random.nextInt(3) == 0,
                random.nextInt(1, 16),
                random.nextBoolean() ? -1 : random.nextInt(1, 1 << Ticket.LINKS),
                NOW,
                random.nextInt(3) == 0 ? random.nextLong(1L << 44) : Seek.ANY_SCORE);
    }
}
