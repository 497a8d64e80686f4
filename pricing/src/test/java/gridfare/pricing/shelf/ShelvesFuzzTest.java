package gridfare.pricing.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The shelves against a plain list, after every kind of change. `gridfare.seeds` is the number of
/// seeds, 1 000 unless told.
@Tag("fuzz")
class ShelvesFuzzTest {

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("gridfare.seeds", 1_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCheapestAreThoseOfAPlainList(long seed) {
        var random = new SplittableRandom(seed);
        var shelves = new Shelves();
        var stalls = new Stalls();
        int ordinals = random.nextInt(1, 900);
        for (int round = 0; round < 6; round++) {
            change(random, shelves, stalls, ordinals);
            assertThat(shelves.offers()).isEqualTo(stalls.tickets().size());
            for (int question = 0; question < 4; question++) {
                int most = random.nextInt(1, 25);
                Seek seek = Stalls.seek(random);
                assertThat(found(shelves, seek, most)).isEqualTo(stalls.cheapest(seek, most));
            }
        }
    }

    private static void change(
            SplittableRandom random, Shelves shelves, Stalls stalls, int ordinals) {
        int changes = random.nextInt(2 * ordinals + 1);
        for (int i = 0; i < changes; i++) {
            int ordinal = random.nextInt(ordinals);
            Ticket known = stalls.tickets().get(ordinal);
            if (known == null || random.nextInt(4) == 0) {
                Ticket ticket = Stalls.ticket(random, ordinal);
                shelves.put(ordinal, ticket);
                stalls.put(ordinal, ticket);
                continue;
            }
            switch (random.nextInt(3)) {
                case 0 -> {
                    long price = random.nextLong(1, 1_000);
                    shelves.reprice(ordinal, price);
                    stalls.put(ordinal, with(known, price, known.instances()));
                }
                case 1 -> {
                    int instances = random.nextInt(50);
                    shelves.restock(ordinal, instances);
                    stalls.put(ordinal, with(known, known.usdMicrosPerGpuHour(), instances));
                }
                default -> {
                    shelves.remove(ordinal);
                    stalls.remove(ordinal);
                }
            }
        }
    }

    private static Ticket with(Ticket ticket, long price, int instances) {
        return new Ticket(
                ticket.idMost(),
                ticket.idLeast(),
                ticket.shelf(),
                ticket.site(),
                price,
                ticket.gpusPerInstance(),
                instances,
                ticket.purchase(),
                ticket.link(),
                ticket.validUntil());
    }

    private static List<Stalls.Passing> found(Shelves shelves, Seek seek, int most) {
        var cheapest = new Cheapest(most);
        cheapest.seek(shelves, seek);
        List<Stalls.Passing> found = new ArrayList<>();
        for (int rank = 0; rank < cheapest.found(); rank++) {
            found.add(
                    new Stalls.Passing(
                            cheapest.ordinal(rank), cheapest.score(rank), cheapest.id(rank)));
        }
        return found;
    }
}
