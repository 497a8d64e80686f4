package gridfare.pricing.packing;

/// How finely nodes are told apart, and by what else than fragments.
///
/// @param levels into how many whole levels the gain in fragments is cut; few of them, so that the
///   first node of many equally good ones is taken again and again and the others stay empty
/// @param fullestFirst whether among equal levels the node with the least left comes first; else
///   the first in order
/// @param scarcity what a GPU of a model that only tasks bound to it ask for, up to all there are,
///   is worth to those tasks, in GPUs; 0 leaves it out
public record PackingRules(int levels, boolean fullestFirst, double scarcity) {

    public PackingRules {
        if (levels < 1 || !(scarcity >= 0)) {
            throw new IllegalArgumentException("%d levels, %s.".formatted(levels, scarcity));
        }
    }

    /// As in the paper: 100 levels, nothing else.
    public static PackingRules published() {
        return new PackingRules(100, false, 0);
    }

    /// With the price of scarce models: without it tasks that could run anywhere fill the nodes
    /// that others cannot do without.
    public static PackingRules starting() {
        return new PackingRules(100, false, 0.4);
    }
}
