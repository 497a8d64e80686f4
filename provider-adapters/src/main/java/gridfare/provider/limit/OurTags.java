package gridfare.provider.limit;

import gridfare.domain.provider.LegId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tags that make a machine ours, at every vendor.
public final class OurTags {

    public static final String LEG = "gridfare-leg";
    public static final String BROKER = "gridfare-broker";
    public static final String BROKER_VALUE = "gridfare";

    private OurTags() {}

    /// The value of [#LEG], which is also the vendor's client token.
    public static String value(LegId leg) {
        return leg.uuid().toString();
    }

    /// Null for a value that is no leg's.
    public static @Nullable LegId leg(@Nullable String value) {
        if (value == null) return null;
        try {
            var uuid = UUID.fromString(value);
            return uuid.toString().equals(value) ? new LegId(uuid) : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
