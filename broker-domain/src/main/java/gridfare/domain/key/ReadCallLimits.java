package gridfare.domain.key;

import gridfare.domain.key.CallLimit.Calls;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;

/// The limits in force: for each caller and kind of call the newest that has begun.
@UseCase
public class ReadCallLimits {

    @Inject StatelessSession session;

    /// @param at wall time: limits are about our machines, not about what was promised
    public List<CallLimit> inForce(Instant at) {
        return session.createNativeQuery(
                        """
                        select distinct on (caller, calls) caller, calls, per_second, burst
                        from call_limit
                        where valid_from <= :at
                        order by caller, calls, valid_from desc\
                        """,
                        Object[].class)
                .addScalar("caller", String.class)
                .addScalar("calls", String.class)
                .addScalar("per_second", Integer.class)
                .addScalar("burst", Integer.class)
                .setParameter("at", at)
                .setTupleTransformer((row, names) ->
                        new CallLimit(
                                (String) row[0],
                                Calls.valueOf((String) row[1]),
                                (Integer) row[2],
                                (Integer) row[3]))
                .getResultList();
    }
}
