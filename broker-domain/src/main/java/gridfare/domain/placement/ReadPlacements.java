package gridfare.domain.placement;

import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;

/// Shows an organisation its own placements, and the operator all.
@UseCase
public class ReadPlacements {

    /// How long a placement may be on its way without a sign of life.
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject Placements placements;
    @Inject InstantSource clock;

    public Optional<PlacementStory> find(Party party, PlacementId id) {
        return placements
                .find(party.organisation(), id)
                .map(placement ->
                        new PlacementStory(placement, placements.legs(id), placements.events(id)));
    }

    /// The newest first, at most `limit`, older than `before` where given, in one of `states`
    /// unless that is empty; with their legs, without their events.
    public List<PlacementStory> list(
            Party party, Set<PlacementState> states, int limit, @Nullable PlacementId before) {
        Page most = Page.first(limit);
        List<PlacementState> wanted = List.copyOf(states);
        List<Placement> found;
        if (before == null) {
            found =
                    wanted.isEmpty()
                            ? placements.latest(party.organisation(), most)
                            : placements.latestIn(party.organisation(), wanted, most);
        } else {
            found =
                    wanted.isEmpty()
                            ? placements.latestBefore(party.organisation(), before.uuid(), most)
                            : placements.latestInBefore(
                                    party.organisation(), wanted, before.uuid(), most);
        }
        return withLegs(found);
    }

    /// The newest placements of all organisations, at most `limit`, older than `before` where
    /// given.
    public List<PlacementStory> all(Operator operator, int limit, @Nullable PlacementId before) {
        Page most = Page.first(limit);
        return withLegs(
                before == null
                        ? placements.latestOfAll(most)
                        : placements.latestOfAllBefore(before.uuid(), most));
    }

    /// How many placements of all organisations are in each state; states of none are left out.
    public Map<PlacementState, Long> counts(Operator operator) {
        Map<PlacementState, Long> counts = new EnumMap<>(PlacementState.class);
        for (Object[] row : placements.countByState()) {
            counts.put((PlacementState) row[0], (Long) row[1]);
        }
        return counts;
    }

    /// Those on their way to running, or to their end, to which nothing happened for longer than
    /// [#PATIENCE]; the longest first.
    public List<StuckPlacement> stuck(Operator operator, int limit) {
        return placements.silentSince(clock.instant().minus(PATIENCE), Page.first(limit)).stream()
                .map(row -> new StuckPlacement((Placement) row[0], (Instant) row[1]))
                .toList();
    }

    private List<PlacementStory> withLegs(List<Placement> found) {
        if (found.isEmpty()) return List.of();
        Map<PlacementId, List<Leg>> legs =
                placements.legsOf(found.stream().map(Placement::id).toList()).stream()
                        .collect(Collectors.groupingBy(Leg::placement));
        return found.stream()
                .map(placement ->
                        new PlacementStory(
                                placement, legs.getOrDefault(placement.id(), List.of()), List.of()))
                .toList();
    }
}
