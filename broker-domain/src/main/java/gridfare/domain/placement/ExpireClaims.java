package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.offer.Claims;
import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.UseCase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives back capacity that was set aside and that nobody came to order: the placement waits again
/// if it may, or ends. A claim whose leg was ordered lives on.
@ApplicationScoped
public class ExpireClaims {

    private static final int MOST = 100;

    /// The database's side of it.
    @UseCase
    public static class Expired {

        @Inject Claims claims;
        @Inject Placements placements;
        @Inject @Wall InstantSource wall;

        public List<LegId> legs() {
            return claims.expired(wall.instant(), MOST);
        }

        public Optional<PlacementId> placementOf(LegId leg) {
            return placements.leg(leg).map(Leg::placement);
        }

        /// Ends the claim of a leg that is over or was never written; lets it live where the leg
        /// was ordered.
        public void settle(LegId id) {
            Optional<Leg> leg = placements.leg(id);
            if (leg.isEmpty() || leg.get().state().isFinal()) {
                claims.release(id);
            } else if (leg.get().state().isOutside()) {
                claims.keep(id, null);
            }
        }
    }

    @Inject Expired expired;
    @Inject Steps steps;
    @Inject Changes changes;
    @Inject InstantSource clock;

    /// Does a bounded part of it.
    ///
    /// @return how many claims had expired
    public int run() {
        List<LegId> legs = expired.legs();
        Set<PlacementId> concerned = new LinkedHashSet<>();
        legs.forEach(leg -> expired.placementOf(leg).ifPresent(concerned::add));
        Parallel.each(
                concerned,
                "Expiring claims of",
                id ->
                        changes.repeatedly(() ->
                                steps.change(
                                        id,
                                        one -> {
                                            one.claimsExpired(clock.instant());
                                            return true;
                                        })));
        legs.forEach(expired::settle);
        return legs.size();
    }
}
