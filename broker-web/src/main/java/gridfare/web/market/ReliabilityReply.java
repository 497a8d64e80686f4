package gridfare.web.market;

import gridfare.domain.provider.Reliabilities;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// How reliable a provider's past lets us think it is.
///
/// @param score 0 to 1: the lower end of the Wilson interval, so a short past is no proof
/// @param completed legs that ran until we let them go
/// @param observed those, and the ones that were lost or taken back
public record ReliabilityReply(BigDecimal score, long completed, long observed) {

    private static final int DIGITS = 4;

    public static ReliabilityReply of(Reliabilities.Past past) {
        return new ReliabilityReply(
                BigDecimal.valueOf(past.score().value()).setScale(DIGITS, RoundingMode.HALF_UP),
                past.completed(),
                past.observed());
    }
}
