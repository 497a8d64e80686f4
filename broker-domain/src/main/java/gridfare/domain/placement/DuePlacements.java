package gridfare.domain.placement;

import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.query.Page;

/// What business time makes due of placements.
@UseCase
public class DuePlacements {

    @Inject Placements placements;
    @Inject StatelessSession session;

    public List<PlacementId> pastAgreedEnd(Instant now, int most) {
        return ids(placements.pastAgreedEnd(now, Page.first(most)));
    }

    public List<PlacementId> endingSoon(Instant now, Instant soon, int most) {
        return ids(placements.endingSoon(now, soon, Page.first(most)));
    }

    public List<PlacementId> waitedTooLong(Instant now, int most) {
        return ids(placements.waitedTooLong(now, Page.first(most)));
    }

    /// Those with machines that will be taken now, as was told.
    public List<PlacementId> leaving(Instant now, int most) {
        return ids(placements.leaving(now, Page.first(most)));
    }

    public List<PlacementId> undecided(Instant now, int most) {
        return ids(placements.undecided(now, Page.first(most)));
    }

    /// The first instant after `after` at which an agreed end, its notice, a later start, a move,
    /// the end of a start window or of a decision comes.
    public Optional<Instant> next(Instant after, Duration notice) {
        return Optional.ofNullable(
                session.createNativeQuery(
                                """
                                select min(at) from (
                                    select min(agreed_end) as at from placement
                                    where ended_at is null and agreed_end > :after
                                    union all
                                    select min(agreed_end) - make_interval(secs => :notice) from placement
                                    where ended_at is null and warned_at is null
                                    and agreed_end - make_interval(secs => :notice) > :after
                                    union all
                                    select min(starts_at) from placement
                                    where state = 'QUEUED' and starts_at > :after
                                    union all
                                    select min(start_by) from placement
                                    where state = 'QUEUED' and start_by > :after
                                    union all
                                    select min(move_at) from leg
                                    where state = 'RUNNING' and move_at > :after
                                    union all
                                    select min(decide_by) from placement
                                    where state = 'AWAITING_BUYER' and decide_by > :after) due\
                                """,
                                Instant.class)
                        .setParameter("after", after)
                        .setParameter("notice", (double) notice.toSeconds())
                        .getSingleResult());
    }

    /// GPUs of live legs.
    record InUse(String tier, String chip, long gpus) {}

    List<InUse> gpusInUse() {
        return session.createNativeQuery(
                        """
                        select p.tier, l.chip, sum(l.gpus) as gpus from leg l
                        join placement p on p.id_uuid = l.placement_uuid
                        where l.state in ('PLANNED', 'HELD', 'STARTING', 'RUNNING', 'STOPPING')
                        and p.state <> 'QUEUED'
                        group by p.tier, l.chip\
                        """,
                        Object[].class)
                .addScalar("tier", String.class)
                .addScalar("chip", String.class)
                .addScalar("gpus", Long.class)
                .setTupleTransformer(
                        (row, names) -> new InUse((String) row[0], (String) row[1], (Long) row[2]))
                .getResultList();
    }

    private static List<PlacementId> ids(List<Placement> found) {
        return found.stream().map(Placement::id).toList();
    }
}
