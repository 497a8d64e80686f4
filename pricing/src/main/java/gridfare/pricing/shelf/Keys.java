package gridfare.pricing.shelf;

/// A price and an ordinal in one number, so that no two offers have the same key and a leaf can
/// always be split, even where all prices are equal.
final class Keys {

    static final int ORDINAL_BITS = 24;
    static final int ORDINALS = 1 << ORDINAL_BITS;

    private Keys() {}

    static long of(long price, int ordinal) {
        return price << ORDINAL_BITS | ordinal;
    }

    static long price(long key) {
        return key >>> ORDINAL_BITS;
    }

    static int ordinal(long key) {
        return (int) key & (ORDINALS - 1);
    }
}
