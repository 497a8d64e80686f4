package gridfare.pricing.resource;

/// The numbers a workload multiplies; a chip without a matrix rate for them cannot run it.
public enum NumberFormat {
    FP16(16),
    BF16(16),
    FP8(8),
    INT8(8);

    private final int bits;

    NumberFormat(int bits) {
        this.bits = bits;
    }

    public int bits() {
        return bits;
    }
}
