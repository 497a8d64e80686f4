package gridfare.pricing.trust;

import static java.lang.Math.exp;
import static java.lang.Math.expm1;
import static java.lang.Math.sqrt;

/// How often to save a run's state, and what that and the failures cost.
///
/// All times are in one unit of the caller's choice; examples are in seconds.
public final class Checkpoints {

    private Checkpoints() {}

    /// The compute time between two checkpoints that wastes least, to higher order: √(2 C M) \[1 +
    /// ⅓ √(C / 2M) + C / 18M\] − C for C < 2M, and M beyond. M = 6.3 h and C = 60 s give 1 610 s.
    ///
    /// Source: J. T. Daly, FGCS 22 (2006) 303-312,
    /// [doi:10.1016/j.future.2004.11.016](https://doi.org/10.1016/j.future.2004.11.016).
    ///
    /// @param mtbf M, the mean time between failures of the whole run
    /// @param write C, the time to write a checkpoint
    public static double dalyInterval(double mtbf, double write) {
        requirePositive(mtbf, write);
        if (write >= 2 * mtbf) return mtbf;
        double ratio = write / (2 * mtbf);
        return sqrt(2 * write * mtbf) * (1 + sqrt(ratio) / 3 + ratio / 9) - write;
    }

    /// Its first-order limit √(2 C M): M = 6.3 h and C = 60 s give 1 650 s.
    ///
    /// Source: J. W. Young, CACM 17 (1974) 530-531,
    /// [doi:10.1145/361147.361115](https://doi.org/10.1145/361147.361115).
    public static double youngInterval(double mtbf, double write) {
        requirePositive(mtbf, write);
        return sqrt(2 * write * mtbf);
    }

    /// The expected extra time as a share of the effective time: M e^(R/M) (e^((τ+C)/M) − 1) / τ −
    /// 1. At Young's interval for M = 6.3 h, C = 60 s and R = 0 it is 7.64 %. Above 0.5 the answer
    ///    is "do not run this".
    ///
    /// Source: Daly (2006), equation 20, as a share of the solve time.
    ///
    /// @param restart R, the time from a failure to running again
    /// @param interval τ, the compute time between two checkpoints
    public static double overhead(double mtbf, double write, double restart, double interval) {
        requirePositive(mtbf, write);
        if (!(interval > 0) || !(restart >= 0)) {
            throw new IllegalArgumentException(
                    "Interval %s, restart %s.".formatted(interval, restart));
        }
        return mtbf * exp(restart / mtbf) * expm1((interval + write) / mtbf) / interval - 1;
    }

    /// The same without any checkpoint: each failure starts the run again, M e^(R/M) (e^(T/M) − 1)
    /// / T − 1, which is [#overhead] for one interval as long as the run and nothing to write.
    ///
    /// @param run T, the time it takes without failure
    public static double overheadWithout(double mtbf, double restart, double run) {
        if (!(mtbf > 0) || !(restart >= 0) || !(run > 0)) {
            throw new IllegalArgumentException(
                    "MTBF %s, restart %s, run %s.".formatted(mtbf, restart, run));
        }
        return mtbf * exp(restart / mtbf) * expm1(run / mtbf) / run - 1;
    }

    private static void requirePositive(double mtbf, double write) {
        if (!(mtbf > 0) || !(write > 0)) {
            throw new IllegalArgumentException("MTBF %s, write %s.".formatted(mtbf, write));
        }
    }
}
