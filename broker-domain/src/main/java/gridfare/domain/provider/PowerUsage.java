package gridfare.domain.provider;

import gridfare.pricing.market.SiteKind;
import java.util.Set;

/// The power usage effectiveness assumed for a site that tells none: targets of the 2022 hub
/// programme for core sites (1.25 in the east, 1.20 in the west of China), a synthetic 1.6 for edge
/// rooms. From the fact table of parameters.
final class PowerUsage {

    private static final Set<String> WEST =
            Set.of(
                    "CN-NM", "CN-GX", "CN-CQ", "CN-SC", "CN-GZ", "CN-YN", "CN-XZ", "CN-SN", "CN-GS",
                    "CN-QH", "CN-NX", "CN-XJ");

    private PowerUsage() {}

    static double assumed(SiteKind kind, String subdivision) {
        return switch (kind) {
            case EDGE -> 1.6;
            case CORE -> WEST.contains(subdivision) ? 1.2 : 1.25;
        };
    }
}
