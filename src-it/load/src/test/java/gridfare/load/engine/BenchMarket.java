package gridfare.load.engine;

import gridfare.pricing.shelf.Cheapest;
import gridfare.pricing.shelf.Seek;
import gridfare.pricing.shelf.Shelves;
import gridfare.pricing.shelf.Ticket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;

/// A market of any size made of list prices with a fixed seed, and questions about it. Each method
/// that is raced gets the same columns.
final class BenchMarket {

    static final int QUESTIONS = 256;
    static final int MOST = 10;
    static final long NOW = 1_795_500_000L;

    private static final int SITES = 2_400;
    private static final int JURISDICTIONS = 40;
    private static final int LINKS = 4;

    /// One request under nine constraints: chips, memory, GPUs, purchase option, jurisdictions,
    /// carbon, renewable share, interconnect, validity.
    record Question(
            BitSet chips,
            int memoryGib,
            int gpus,
            int purchases,
            BitSet jurisdictions,
            int mostGramsPerKwh,
            int leastRenewablePercent,
            int links) {}

    final int offers;
    final String source;
    final int chips;
    final int[] memoryOfChip;
    final int[] jurisdictionOf = new int[SITES];
    final int[] gramsOf = new int[SITES];
    final int[] renewableOf = new int[SITES];
    final long[] price;
    final long[] idMost;
    final long[] idLeast;
    final int[] chip;
    final int[] site;
    final int[] gpusPerInstance;
    final int[] instances;
    final int[] purchase;
    final int[] link;
    final long[] validUntil;
    final List<Question> questions = new ArrayList<>();

    BenchMarket(int offers) {
        this.offers = offers;
        ListPrices prices = ListPrices.read();
        this.source = prices.source();
        var random = new SplittableRandom(offers);
        Map<String, Integer> chipNumbers = new HashMap<>();
        Map<String, Integer> regionNumbers = new HashMap<>();
        for (ListPrices.Shape shape : prices.shapes()) {
            number(chipNumbers, shape.family());
            number(regionNumbers, shape.region());
        }
        chips = chipNumbers.size();
        memoryOfChip = new int[chips];
        int[] memories = {16, 24, 32, 40, 48, 80, 96};
        for (int i = 0; i < chips; i++) memoryOfChip[i] = memories[random.nextInt(memories.length)];
        for (int i = 0; i < SITES; i++) {
            jurisdictionOf[i] = i % regionNumbers.size() % JURISDICTIONS;
            gramsOf[i] = random.nextInt(20, 900);
            renewableOf[i] = random.nextInt(0, 101);
        }
        price = new long[offers];
        idMost = new long[offers];
        idLeast = new long[offers];
        chip = new int[offers];
        site = new int[offers];
        gpusPerInstance = new int[offers];
        instances = new int[offers];
        purchase = new int[offers];
        link = new int[offers];
        validUntil = new long[offers];
        for (int i = 0; i < offers; i++) {
            ListPrices.Shape shape = prices.shapes().get(random.nextInt(prices.shapes().size()));
            chip[i] = number(chipNumbers, shape.family());
            site[i] =
                    random.nextInt(SITES / regionNumbers.size()) * regionNumbers.size()
                            + number(regionNumbers, shape.region());
            gpusPerInstance[i] = shape.gpus();
            boolean spot = random.nextInt(3) == 0;
            purchase[i] = spot ? 1 : 0;
            double share = (spot ? 0.35 : 1) * random.nextDouble(0.7, 1.4);
            price[i] = Math.max(1, Math.round(shape.usdMicrosPerGpuHour() * share));
            instances[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 20);
            link[i] = random.nextInt(LINKS);
            validUntil[i] = random.nextInt(5) == 0 ? NOW + random.nextInt(-600, 600) : NOW + 86_400;
            idMost[i] = random.nextLong();
            idLeast[i] = random.nextLong();
        }
        for (int i = 0; i < QUESTIONS; i++) questions.add(question(random));
    }

    private static int number(Map<String, Integer> numbers, String name) {
        return Objects.requireNonNull(numbers.merge(name, numbers.size(), (known, added) -> known));
    }

    private Question question(SplittableRandom random) {
        BitSet wanted = new BitSet(chips);
        int kinds = random.nextInt(1, 5);
        for (int i = 0; i < kinds; i++) wanted.set(random.nextInt(chips));
        BitSet places = new BitSet(JURISDICTIONS);
        for (int i = 0; i < JURISDICTIONS; i++) places.set(i, random.nextInt(3) != 0);
        return new Question(
                wanted,
                new int[] {0, 16, 24, 40}[random.nextInt(4)],
                new int[] {1, 1, 2, 4, 8, 16}[random.nextInt(6)],
                random.nextInt(1, 4),
                places,
                random.nextInt(200, 900),
                random.nextInt(0, 60),
                random.nextInt(1, 1 << LINKS));
    }

    Shelves shelves() {
        Shelves shelves = new Shelves();
        for (int i = 0; i < offers; i++) shelves.put(i, ticket(i));
        return shelves;
    }

    Ticket ticket(int i) {
        return new Ticket(
                idMost[i],
                idLeast[i],
                chip[i],
                site[i],
                price[i],
                gpusPerInstance[i],
                instances[i],
                purchase[i],
                link[i],
                validUntil[i]);
    }

    /// What is done once a request: chips become weights, all that a site decides becomes a bit.
    Seek seek(Question question) {
        int[] weights = new int[chips];
        for (int i = 0; i < chips; i++) {
            boolean wanted = question.chips().get(i) && memoryOfChip[i] >= question.memoryGib();
            weights[i] = wanted ? 1 : 0;
        }
        long[] sites = new long[(SITES + 63) / 64];
        for (int i = 0; i < SITES; i++) {
            if (accepts(question, i)) sites[i >>> 6] |= 1L << i;
        }
        return new Seek(
                weights,
                sites,
                new long[0],
                question.gpus(),
                false,
                question.purchases(),
                question.links(),
                NOW,
                Seek.ANY_SCORE);
    }

    private boolean accepts(Question question, int at) {
        return question.jurisdictions().get(jurisdictionOf[at])
                && gramsOf[at] <= question.mostGramsPerKwh()
                && renewableOf[at] >= question.leastRenewablePercent();
    }

    boolean passes(Question question, int i) {
        return question.chips().get(chip[i])
                && memoryOfChip[chip[i]] >= question.memoryGib()
                && (question.purchases() >>> purchase[i] & 1) != 0
                && (question.links() >>> link[i] & 1) != 0
                && instances[i] >= Math.ceilDiv(question.gpus(), gpusPerInstance[i])
                && validUntil[i] > NOW
                && accepts(question, site[i]);
    }

    long cost(Question question, int i) {
        return price[i] * Math.ceilDiv(question.gpus(), gpusPerInstance[i]) * gpusPerInstance[i];
    }

    /// Every constraint of every offer, column by column: the slow and obvious answer.
    int[] byFullScan(Question question) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < offers; i++) {
            if (passes(question, i)) found.add(i);
        }
        found.sort((a, b) -> {
            int byCost = Long.compare(cost(question, a), cost(question, b));
            return byCost != 0
                    ? byCost
                    : new UUID(idMost[a], idLeast[a]).compareTo(new UUID(idMost[b], idLeast[b]));
        });
        return found.stream().limit(MOST).mapToInt(Integer::intValue).toArray();
    }

    /// How many leaves a search looks into, over all questions.
    double leavesASearch() {
        Shelves shelves = shelves();
        Cheapest cheapest = new Cheapest(MOST);
        long leaves = 0;
        for (Question question : questions) {
            cheapest.seek(shelves, seek(question));
            leaves += cheapest.leavesWalked();
        }
        return (double) leaves / questions.size();
    }

    /// The mean share of offers that pass, over all questions.
    double selectivity() {
        long passing = 0;
        for (Question question : questions) {
            for (int i = 0; i < offers; i++) {
                if (passes(question, i)) passing++;
            }
        }
        return (double) passing / ((long) offers * questions.size());
    }
}
