package gridfare.pricing.match;

/// What a buyer wants least of. Price settles ties.
public enum RankBy {
    PRICE,
    FINISH,
    ENERGY,
    CARBON
}
