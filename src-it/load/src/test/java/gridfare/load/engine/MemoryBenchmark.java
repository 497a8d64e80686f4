package gridfare.load.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How fast memory of the book's size is read (P3): the sum of an array of longs.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class MemoryBenchmark {

    /// What a leaf of 64 slots holds: four longs and three ints a slot, and the words of bits.
    static final int LEAF_BYTES = 64 * (4 * 8 + 3 * 4) + (1 + 8 + 8 + 4 + 16) * 8;

    /// 100 000 offers are about 2 300 leaves.
    static final int BYTES = 2_300 * LEAF_BYTES;

    private final long[] book = new long[BYTES / Long.BYTES];

    @Benchmark
    public long read() {
        long sum = 0;
        for (long each : book) sum += each;
        return sum;
    }
}
