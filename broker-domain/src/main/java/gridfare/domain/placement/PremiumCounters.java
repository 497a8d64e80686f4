package gridfare.domain.placement;

import gridfare.pricing.admission.PremiumCap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;

/// GPUs promised to REALTIME and GUARANTEED, by chip class, against what could be claimed. Second
/// in the lock order, after the credit row.
///
/// Only one in [#FACTOR] claimable GPUs is promised, so that what fails can be replaced.
@ApplicationScoped
class PremiumCounters {

    static final int FACTOR = PremiumCap.starting().factor();

    private static final Duration FRESH = Duration.ofMinutes(1);

    @Inject StatelessSession session;

    /// Promises `gpus` more, or nothing. What can be claimed is counted anew where the last count
    /// is old or leaves no room.
    ///
    /// Counted in our own books: the offer book does not see claims until the next gather, so by it
    /// the same GPUs would be promised again and again until then.
    ///
    /// @param chips of the class
    /// @return whether there was room
    boolean take(String chipClass, int gpus, List<String> chips, Instant wall) {
        if (update(chipClass, gpus, wall)) return true;
        session.createNativeMutationQuery(
                        """
                        insert into premium_counter (chip_class, committed, claimable, counted_at)
                        select :chipClass, 0,
                               coalesce(sum(greatest(free - claimed, 0) * gpus_per_instance), 0), :wall
                        from pool where chip in (:chips)
                        and provider_uuid in (select id_uuid from provider where state = 'LIVE')
                        on conflict (chip_class) do update
                        set claimable = excluded.claimable + premium_counter.committed,
                            counted_at = excluded.counted_at\
                        """)
                .setParameter("chipClass", chipClass)
                .setParameterList("chips", chips)
                .setParameter("wall", wall)
                .executeUpdate();
        return update(chipClass, gpus, wall);
    }

    private boolean update(String chipClass, int gpus, Instant wall) {
        return session.createNativeMutationQuery(
                                """
                                update premium_counter set committed = committed + :gpus
                                where chip_class = :chipClass and counted_at > :old
                                and (committed + :gpus) * :factor <= claimable\
                                """)
                        .setParameter("chipClass", chipClass)
                        .setParameter("gpus", gpus)
                        .setParameter("factor", FACTOR)
                        .setParameter("old", wall.minus(FRESH))
                        .executeUpdate()
                == 1;
    }

    void release(String chipClass, int gpus) {
        session.createNativeMutationQuery(
                        """
                        update premium_counter set committed = greatest(0, committed - :gpus)
                        where chip_class = :chipClass\
                        """)
                .setParameter("chipClass", chipClass)
                .setParameter("gpus", gpus)
                .executeUpdate();
    }
}
