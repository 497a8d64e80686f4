package gridfare.pricing.match;

/// Over how many machines and sites the GPUs of a request may lie.
///
/// @param maxSites the most sites of a virtual cluster; 1 unless `kind` is `SITES`
public record Spread(Kind kind, int maxSites) {

    /// The most sites that one virtual cluster may span.
    public static final int MOST_SITES = 16;

    public static final Spread NODE = new Spread(Kind.NODE, 1);
    public static final Spread SITE = new Spread(Kind.SITE, 1);

    public enum Kind {
        /// All GPUs in one instance.
        NODE,
        /// All instances in one pool of one site.
        SITE,
        /// A virtual cluster: one chip, up to `maxSites` sites, all legs or none.
        SITES
    }

    public Spread {
        if (kind == Kind.SITES ? maxSites < 2 || maxSites > MOST_SITES : maxSites != 1) {
            throw new IllegalArgumentException("%s over %d sites.".formatted(kind, maxSites));
        }
    }

    /// Up to `k` sites; one site is [#SITE].
    public static Spread upToSites(int k) {
        return k == 1 ? SITE : new Spread(Kind.SITES, k);
    }
}
