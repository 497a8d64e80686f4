package gridfare.pricing.place;

/// What a step of synchronous training over several sites costs on the wire between them.
public final class GradientExchange {

    private GradientExchange() {}

    /// 2 (S − 1) / S × bytes × 8 / bit/s, divided by the compression: what a ring all-reduce moves
    /// over its slowest link. 350 GB (175 B parameters in FP16) between two sites over 10 Gbit/s is
    /// 280 s a step, for many sites towards 560 s.
    ///
    /// Source: P. Patarasuk, X. Yuan, "Bandwidth optimal all-reduce algorithms for clusters of
    /// workstations", JPDC 69 (2009) 117-124,
    /// [doi:10.1016/j.jpdc.2008.09.002](https://doi.org/10.1016/j.jpdc.2008.09.002).
    ///
    /// @param sites S, at least 1; one site has no wire
    /// @param modelBytes what all sites agree on in a step
    /// @param bitsPerSecond of the slowest link between sites
    /// @param compression the factor by which it shrinks, at least 1
    public static double secondsOnTheWire(
            int sites, double modelBytes, double bitsPerSecond, double compression) {
        if (sites < 1 || !(modelBytes > 0) || !(bitsPerSecond > 0) || !(compression >= 1)) {
            throw new IllegalArgumentException(
                    "%s bytes over %d sites at %s bit/s, compressed by %s."
                            .formatted(modelBytes, sites, bitsPerSecond, compression));
        }
        double share = 2.0 * (sites - 1) / sites;
        return share * modelBytes * 8 / bitsPerSecond / compression;
    }

    /// Compute / (compute + what of the exchange nothing hides), 0 to 1.
    ///
    /// @param hiddenShare of the exchange that goes on while the GPUs compute; 0 where all wait
    public static double scalingEfficiency(
            double computeSeconds, double secondsOnTheWire, double hiddenShare) {
        if (!(computeSeconds > 0)
                || !(secondsOnTheWire >= 0)
                || !(hiddenShare >= 0 && hiddenShare <= 1)) {
            throw new IllegalArgumentException(
                    "%s s of compute, %s s on the wire, %s of it hidden."
                            .formatted(computeSeconds, secondsOnTheWire, hiddenShare));
        }
        return computeSeconds / (computeSeconds + secondsOnTheWire * (1 - hiddenShare));
    }
}
