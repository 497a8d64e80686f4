package gridfare.load.engine;

import gridfare.pricing.shelf.Cheapest;
import gridfare.pricing.shelf.Seek;
import gridfare.pricing.shelf.Shelves;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The ten cheapest offers under nine constraints (P1, P2), and what memory could give at best
/// (P3).
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchBenchmark {

    /// The market, its questions and the answers of all methods, held equal before anything is
    /// measured.
    @State(Scope.Benchmark)
    public static class Market {

        @Param({"10000", "100000", "1000000"})
        int offers;

        @SuppressWarnings("NullAway.Init") // set up by JMH
        BenchMarket market;

        @SuppressWarnings("NullAway.Init") // set up by JMH
        Shelves shelves;

        @SuppressWarnings("NullAway.Init") // set up by JMH
        Seek[] seeks;

        final Cheapest cheapest = new Cheapest(BenchMarket.MOST);
        int next;

        @Setup(Level.Trial)
        public void fill() {
            market = new BenchMarket(offers);
            shelves = market.shelves();
            seeks = market.questions.stream().map(market::seek).toArray(Seek[]::new);
            long leaves = 0;
            for (int i = 0; i < seeks.length; i++) {
                int[] expected = market.byFullScan(market.questions.get(i));
                requireEqual("shelves", expected, onShelves(i));
                leaves += cheapest.leavesWalked();
            }
            System.out.printf(
                    "%n%d offers from %s; %.3f %% pass; %.1f leaves a search%n",
                    offers,
                    market.source,
                    market.selectivity() * 100,
                    (double) leaves / seeks.length);
        }

        int[] onShelves(int question) {
            cheapest.seek(shelves, seeks[question]);
            return IntStream.range(0, cheapest.found()).map(cheapest::ordinal).toArray();
        }

        int turn() {
            next = (next + 1) & (BenchMarket.QUESTIONS - 1);
            return next;
        }

        static void requireEqual(String who, int[] expected, int[] found) {
            if (!Arrays.equals(expected, found)) {
                throw new IllegalStateException(
                        "%s answers %s instead of %s."
                                .formatted(who, Arrays.toString(found), Arrays.toString(expected)));
            }
        }
    }

    /// The same questions in PostgreSQL.
    @State(Scope.Benchmark)
    public static class Rival {
        @SuppressWarnings("NullAway.Init") // set up by JMH
        PostgresMarket postgres;

        @Setup(Level.Trial)
        public void fill(Market market) throws SQLException {
            postgres = new PostgresMarket(market.market);
            for (BenchMarket.Question question : market.market.questions) {
                Market.requireEqual(
                        "PostgreSQL",
                        market.market.byFullScan(question),
                        postgres.answer(question));
            }
        }

        @TearDown(Level.Trial)
        public void stop() throws SQLException {
            postgres.close();
        }
    }

    @Benchmark
    public int shelves(Market market) {
        market.cheapest.seek(market.shelves, market.seeks[market.turn()]);
        return market.cheapest.found();
    }

    /// With what is done once a request: chips to weights, sites to bits.
    @Benchmark
    public int shelvesFromRequest(Market market) {
        Seek seek = market.market.seek(market.market.questions.get(market.turn()));
        market.cheapest.seek(market.shelves, seek);
        return market.cheapest.found();
    }

    @Benchmark
    @Warmup(iterations = 2, time = 2)
    @Measurement(iterations = 3, time = 3)
    public int fullScan(Market market) {
        return market.market.byFullScan(market.market.questions.get(market.turn())).length;
    }

    @Benchmark
    @Warmup(iterations = 2, time = 2)
    @Measurement(iterations = 3, time = 3)
    public int postgres(Market market, Rival rival) throws SQLException {
        return rival.postgres.answer(market.market.questions.get(market.turn())).length;
    }
}
