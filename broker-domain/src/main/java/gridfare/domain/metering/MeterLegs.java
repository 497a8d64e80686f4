package gridfare.domain.metering;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.placement.Leg;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/// The use of one leg, written in one short transaction: records, and how far they reach. The leg's
/// row is locked meanwhile, and (leg, window start) is unique besides.
@UseCase
public class MeterLegs {

    record Unmetered(LegId leg, PlacementId placement) {}

    @Inject StatelessSession session;
    @Inject @Wall InstantSource wall;

    /// Legs with a closed window that is not written.
    public List<Unmetered> due(Instant now, int most) {
        return session.createNativeQuery(
                        """
                        select l.id_uuid, l.placement_uuid from leg l
                        join placement p on p.id_uuid = l.placement_uuid
                        where l.running_since is not null
                        and (l.stopped_at is not null
                                and coalesce(l.metered_until, l.running_since) < least(l.stopped_at, p.agreed_end)
                             or l.state in ('RUNNING', 'STOPPING') and l.missing_since is null
                                and (coalesce(l.metered_until, l.running_since) <= :dayAgo or coalesce(l.metered_until, l.running_since) < :monthStart)
                                and coalesce(l.metered_until, l.running_since) < p.agreed_end)
                        order by l.id_uuid limit :most\
                        """,
                        Object[].class)
                .addScalar("id_uuid", UUID.class)
                .addScalar("placement_uuid", UUID.class)
                .setParameter("dayAgo", now.minus(UseWindows.LONGEST))
                .setParameter("monthStart", monthStart(now))
                .setParameter("most", most)
                .setTupleTransformer((row, names) ->
                        new Unmetered(new LegId((UUID) row[0]), new PlacementId((UUID) row[1])))
                .getResultList();
    }

    public int write(Unmetered which, Instant now) {
        return write(which, now, Instant.MIN);
    }

    public int splitAt(OrganisationId organisation, Instant at, Instant now) {
        if (!at.equals(at.truncatedTo(ChronoUnit.SECONDS)) || at.isAfter(now)) {
            throw new IllegalArgumentException(
                    "Use cannot be split at %s: it is %s.".formatted(at, now));
        }
        List<Unmetered> open =
                session.createNativeQuery(
                                """
                                select l.id_uuid, l.placement_uuid from leg l
                                join placement p on p.id_uuid = l.placement_uuid
                                where l.organisation_uuid = :organisation and l.running_since is not null
                                and coalesce(l.metered_until, l.running_since) < :at
                                and coalesce(l.metered_until, l.running_since) < least(l.stopped_at, p.agreed_end)
                                order by l.id_uuid\
                                """,
                                Object[].class)
                        .addScalar("id_uuid", UUID.class)
                        .addScalar("placement_uuid", UUID.class)
                        .setParameter("organisation", organisation.uuid())
                        .setParameter("at", at)
                        .setTupleTransformer((row, names) ->
                                new Unmetered(
                                        new LegId((UUID) row[0]), new PlacementId((UUID) row[1])))
                        .getResultList();
        int written = 0;
        for (Unmetered leg : open) written += write(leg, now, at);
        return written;
    }

    private int write(Unmetered which, Instant now, Instant split) {
        Leg leg = session.get(Leg.class, which.leg(), LockMode.PESSIMISTIC_WRITE);
        Placement placement = session.get(Placement.class, which.placement());
        List<UseWindows.Window> windows = UseWindows.closed(placement, leg, now, split);
        for (UseWindows.Window window : windows) {
            session.insert(
                    new UsageRecord(
                            new UsageId(UuidV7.at(wall.instant())),
                            placement,
                            leg,
                            window.from(),
                            window.to(),
                            now));
        }
        if (!windows.isEmpty()) {
            session.createNativeMutationQuery(
                            "update leg set metered_until = :until where id_uuid = :leg")
                    .setParameter("until", windows.getLast().to())
                    .setParameter("leg", leg.id().uuid())
                    .executeUpdate();
        }
        return windows.size();
    }

    /// The earliest instant after `after` at which a window of running use is closed.
    public Optional<Instant> nextEdge(Instant after) {
        Instant oldest =
                session.createNativeQuery(
                                """
                                select min(coalesce(l.metered_until, l.running_since)) from leg l
                                where l.state = 'RUNNING'
                                and coalesce(l.metered_until, l.running_since) + make_interval(secs => :longest) > :after\
                                """,
                                Instant.class)
                        .setParameter("longest", (double) UseWindows.LONGEST.toSeconds())
                        .setParameter("after", after)
                        .getSingleResult();
        if (oldest == null) return Optional.empty();
        Instant day = oldest.plus(UseWindows.LONGEST);
        Instant month = UseWindows.nextMonth(after);
        return Optional.of(day.isBefore(month) ? day : month);
    }

    private static Instant monthStart(Instant now) {
        return now.atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
    }
}
