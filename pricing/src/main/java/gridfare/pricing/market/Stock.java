package gridfare.pricing.market;

/// How well a pool's free instances are known.
public enum Stock {
    /// The provider tells a number.
    COUNTED,
    /// The provider tells a word, and the number is one assumed for it: shown as "at least".
    STATUS
}
