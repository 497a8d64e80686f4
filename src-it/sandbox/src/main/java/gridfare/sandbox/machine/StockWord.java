package gridfare.sandbox.machine;

/// What a cloud says about a pool instead of a number. Named as Alibaba names them; other vendors
/// translate.
public enum StockWord {
    /// Enough.
    WITH_STOCK,
    /// Few are left.
    CLOSED_WITH_STOCK,
    /// None, but there will be.
    WITHOUT_STOCK,
    /// None, and there will be none.
    CLOSED_WITHOUT_STOCK;

    /// Up to this many left count as few.
    private static final int FEW = 3;

    static StockWord of(int left) {
        if (left <= 0) return WITHOUT_STOCK;
        return left <= FEW ? CLOSED_WITH_STOCK : WITH_STOCK;
    }

    public boolean available() {
        return this == WITH_STOCK || this == CLOSED_WITH_STOCK;
    }

    /// How many shall be left if only the word was told.
    int typicalLeft() {
        return switch (this) {
            case WITH_STOCK -> 20;
            case CLOSED_WITH_STOCK -> 2;
            case WITHOUT_STOCK, CLOSED_WITHOUT_STOCK -> 0;
        };
    }
}
