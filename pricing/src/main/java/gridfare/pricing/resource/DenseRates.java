package gridfare.pricing.resource;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chip's matrix rates without sparsity, in TFLOPS (TOPS for INT8). Null is not offered or not
/// published.
public record DenseRates(
        @Nullable Double fp16, @Nullable Double bf16, @Nullable Double fp8, @Nullable Double int8) {

    /// Rounding in vendors' tables; sparsity doubles a rate on paper, exactly.
    private static final double TOLERANCE = 0.02;

    public DenseRates {
        requirePositive(fp16);
        requirePositive(bf16);
        requirePositive(fp8);
        requirePositive(int8);
    }

    /// A chip of which only its FP16 rate is known.
    public static DenseRates ofFp16(@Nullable Double tflops) {
        return new DenseRates(tflops, null, null, null);
    }

    /// Null where a chip has none for it, or nobody published one.
    public @Nullable Double of(NumberFormat format) {
        return switch (format) {
            case FP16 -> fp16;
            case BF16 -> bf16;
            case FP8 -> fp8;
            case INT8 -> int8;
        };
    }

    /// The FP16 rate; where a chip has none, its BF16 rate.
    public @Nullable Double sixteenBit() {
        return fp16 == null ? bf16 : fp16;
    }

    /// The largest of rate × bit length: total processing performance, what an export threshold
    /// looks at. 0 where no rate is known.
    public double totalProcessingPerformance() {
        double most = 0;
        for (NumberFormat format : NumberFormat.values()) {
            Double rate = of(format);
            if (rate != null) most = Math.max(most, rate * format.bits());
        }
        return most;
    }

    /// What makes it look as if some of the rates were with sparsity and others without: empty
    /// where nothing does.
    ///
    /// No chip's FP16 rate is exactly twice its BF16 rate, and the stored products are what the
    /// dense rates come to. An H100 whose FP16 stands as 1 979, its rate with sparsity, instead of
    /// 989 fails in both ways.
    ///
    /// @param storedTpp16 the same source's 16-bit rate × 16
    /// @param storedTpp the same source's total processing performance
    public List<String> doubts(@Nullable Double storedTpp16, @Nullable Double storedTpp) {
        List<String> doubts = new ArrayList<>();
        if (fp16 != null && bf16 != null && isTwice(fp16, bf16)) {
            doubts.add("FP16 %s and BF16 %s".formatted(fp16, bf16));
        }
        double sixteen = Math.max(fp16 == null ? 0 : fp16, bf16 == null ? 0 : bf16);
        if (sixteen > 0 && storedTpp16 != null && !isNear(sixteen * 16, storedTpp16)) {
            doubts.add("16 bit %s and %s in all".formatted(sixteen, storedTpp16));
        }
        double total = totalProcessingPerformance();
        if (total > 0 && storedTpp != null && !isNear(total, storedTpp)) {
            doubts.add("rates of %s and %s in all".formatted(total, storedTpp));
        }
        return doubts;
    }

    private static boolean isTwice(double one, double other) {
        return isNear(Math.max(one, other), 2 * Math.min(one, other));
    }

    private static boolean isNear(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * other;
    }

    private static void requirePositive(@Nullable Double rate) {
        if (rate != null && !(rate > 0)) {
            throw new IllegalArgumentException("A rate of %s; not known is null.".formatted(rate));
        }
    }
}
