package gridfare.domain.placement;

import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;

/// Shows an organisation its own placements.
@UseCase
public class ReadPlacements {

    @Inject Placements placements;

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

    /// The newest placements of all organisations.
    public List<PlacementStory> all(Operator operator, int limit) {
        return withLegs(placements.latestOfAll(Page.first(limit)));
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
