package gridfare.domain.offer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// The one way in which several pools are locked: in the order of their ids.
final class PoolLocks {

    private PoolLocks() {}

    static void take(StatelessSession session, Collection<UUID> pools) {
        List<Map<String, String>> rows =
                pools.stream().map(id -> Map.of("id", id.toString())).toList();
        session.createNativeQuery(
                        """
                        select id_uuid from pool
                        where id_uuid in
                            (select id from jsonb_to_recordset(cast(:rows as jsonb)) as told (id uuid))
                        order by id_uuid for update\
                        """,
                        UUID.class)
                .setParameter("rows", Rows.json(rows))
                .getResultList();
    }
}
