package gridfare.pricing.quote;

import gridfare.pricing.energy.BestStart;
import gridfare.pricing.energy.BestStart.Best;
import gridfare.pricing.energy.HourlySeries;
import gridfare.pricing.energy.ZoneEnergy;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The best start of an option inside the window that its request leaves.
final class DeferralOf {

    private final Request request;
    private final World world;

    DeferralOf(Asking asking) {
        this.request = asking.request();
        this.world = asking.world();
    }

    /// Null where the request leaves no window, and for virtual clusters, which have no one zone.
    @Nullable Deferral of(Candidate candidate) {
        Instant end = latestEnd(candidate);
        if (end == null || candidate.legs().size() > 1) return null;
        ZoneEnergy zone =
                world.energy().find(candidate.legs().getFirst().site().gridZone()).orElse(null);
        if (zone == null) return null;
        boolean pauses = request.tier() == QosTier.BEST_EFFORT;
        var found =
                new Deferral(
                        best(zone.pricePerKwh(), candidate, end, false),
                        best(zone.carbonGramsPerKwh(), candidate, end, false),
                        pauses ? best(zone.pricePerKwh(), candidate, end, true) : null,
                        pauses ? best(zone.carbonGramsPerKwh(), candidate, end, true) : null);
        return found.price() == null && found.carbon() == null ? null : found;
    }

    private @Nullable Instant latestEnd(Candidate candidate) {
        Instant latest = request.latestStart();
        Instant end = latest == null ? null : latest.plusSeconds(candidate.time().highSeconds());
        if (request.need() instanceof Need.Work work
                && (end == null || work.deadline().isBefore(end))) {
            end = work.deadline();
        }
        return end == null || !end.isAfter(candidate.latestFinish()) ? null : end;
    }

    /// Its high estimate has to fit, so that no promise breaks.
    private static @Nullable Best best(
            @Nullable HourlySeries series, Candidate candidate, Instant end, boolean pausing) {
        if (series == null) return null;
        long seconds = candidate.time().highSeconds();
        return (pausing
                        ? BestStart.pausing(series, candidate.start(), end, seconds)
                        : BestStart.contiguous(series, candidate.start(), end, seconds))
                .orElse(null);
    }
}
