package gridfare.load.engine;

import gridfare.pricing.shelf.Shelves;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Changes of the book (P5): prices that move by up to a tenth, and stock that is told anew.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UpdateBenchmark {

    private static final int CHANGES = 1 << 16;

    @State(Scope.Benchmark)
    public static class Book {

        @Param({"100000"})
        int offers;

        @SuppressWarnings("NullAway.Init") // set up by JMH
        Shelves shelves;

        final int[] ordinal = new int[CHANGES];
        final long[] price = new long[CHANGES];
        final int[] stock = new int[CHANGES];
        int next;

        @Setup(Level.Trial)
        public void fill() {
            BenchMarket market = new BenchMarket(offers);
            shelves = market.shelves();
            var random = new SplittableRandom(7);
            for (int i = 0; i < CHANGES; i++) {
                ordinal[i] = random.nextInt(offers);
                price[i] =
                        Math.max(
                                1,
                                Math.round(market.price[ordinal[i]] * random.nextDouble(0.9, 1.1)));
                stock[i] = random.nextInt(20);
            }
        }

        int turn() {
            next = (next + 1) & (CHANGES - 1);
            return next;
        }
    }

    @Benchmark
    public void reprice(Book book) {
        int i = book.turn();
        book.shelves.reprice(book.ordinal[i], book.price[i]);
    }

    @Benchmark
    public void restock(Book book) {
        int i = book.turn();
        book.shelves.restock(book.ordinal[i], book.stock[i]);
    }

    /// One price for every three stocks, as gathers bring them.
    @Benchmark
    public void mixed(Book book) {
        int i = book.turn();
        if ((i & 3) == 0) book.shelves.reprice(book.ordinal[i], book.price[i]);
        else book.shelves.restock(book.ordinal[i], book.stock[i]);
    }
}
