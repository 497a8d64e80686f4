package gridfare.pricing.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShelvesTest {

    private static final int OFFERS = 3_000;

    private final Shelves shelves = new Shelves();

    @Test
    void offersThatAllCostTheSameComeByTheirIds() {
        for (int ordinal = 0; ordinal < 500; ordinal++) {
            shelves.put(ordinal, ticket(499 - ordinal, 7, 0));
        }
        var cheapest = new Cheapest(3);

        cheapest.seek(shelves, anything());

        assertThat(IntStream.range(0, 3).map(cheapest::ordinal)).containsExactly(499, 498, 497);
    }

    @Test
    void aSearchForTheCheapestLooksIntoFewLeaves() {
        for (int ordinal = 0; ordinal < 64_000; ordinal++) {
            shelves.put(ordinal, ticket(ordinal, 1 + ordinal, 0));
        }
        var cheapest = new Cheapest(10);

        cheapest.seek(shelves, anything());

        assertThat(cheapest.found()).isEqualTo(10);
        // 64 000 offers are at least 1 000 leaves; the ten cheapest are in one or two.
        assertThat(cheapest.leavesWalked()).isLessThanOrEqualTo(2);
    }

    @Test
    void whatIsOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> ticket(1, 0, 0)).hasMessageContaining("price is 0");
        assertThatThrownBy(() -> ticket(1, 1L << 36, 0)).hasMessageContaining("price");
        assertThatThrownBy(() -> shelves.reprice(3, 5)).hasMessageContaining("not on sale");
        assertThatThrownBy(() -> shelves.put(1 << 24, ticket(1, 1, 0)))
                .hasMessageContaining("ordinal");
        assertThatThrownBy(() -> new Cheapest(0)).hasMessageContaining("number of offers");
    }

    /// Each offer always costs 1 000 times its shelf plus its ordinal's remainder, whatever else
    /// changes: a torn read would show another sum.
    @Test
    void aReaderNeverSeesHalfAChange() throws InterruptedException {
        for (int ordinal = 0; ordinal < OFFERS; ordinal++) {
            shelves.put(ordinal, marked(ordinal, ordinal % 3));
        }
        var over = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            var random = new SplittableRandom(4);
                            while (!over.get()) {
                                int ordinal = random.nextInt(OFFERS);
                                switch (random.nextInt(3)) {
                                    case 0 -> shelves.remove(ordinal);
                                    default ->
                                            shelves.put(
                                                    ordinal, marked(ordinal, random.nextInt(3)));
                                }
                            }
                        });
        try {
            var cheapest = new Cheapest(50);
            for (int question = 0; question < 20_000; question++) {
                int wanted = question % 3;
                int[] weights = new int[3];
                weights[wanted] = 1;
                cheapest.seek(shelves, seeking(weights));
                for (int rank = 0; rank < cheapest.found(); rank++) {
                    int ordinal = cheapest.ordinal(rank);
                    assertThat(cheapest.score(rank))
                            .as("score of offer %d on shelf %d", ordinal, wanted)
                            .isEqualTo(price(ordinal, wanted));
                    assertThat(cheapest.id(rank).getLeastSignificantBits()).isEqualTo(ordinal);
                }
            }
        } finally {
            over.set(true);
            writer.join();
        }
    }

    private static long price(int ordinal, int shelf) {
        return 1_000L * (shelf + 1) + ordinal % 997;
    }

    private static Ticket marked(int ordinal, int shelf) {
        return ticket(ordinal, price(ordinal, shelf), shelf);
    }

    private static Ticket ticket(int id, long price, int shelf) {
        return new Ticket(0, id, shelf, 5, price, 1, 4, 0, 0, Ticket.ENDLESS);
    }

    private static Seek anything() {
        return seeking(new int[] {1});
    }

    private static Seek seeking(int[] weights) {
        return new Seek(weights, new long[] {-1}, new long[0], 1, false, 1, -1, 0, Seek.ANY_SCORE);
    }
}
