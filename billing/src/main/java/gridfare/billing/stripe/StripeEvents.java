package gridfare.billing.stripe;

import gridfare.domain.clock.Wall;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Webhook events as they came, kept for ever, so that one delivered again is known again.
@UseCase
public class StripeEvents {

    private final StatelessSession session;
    private final InstantSource wall;

    @Inject
    public StripeEvents(StatelessSession session, @Wall InstantSource wall) {
        this.session = session;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected StripeEvents() {
        this(null, null);
    }

    /// An event, by what is read of it without believing its object.
    ///
    /// @param paymentIntent whose payment it tells of; null: of none
    record Received(
            String id, String type, @Nullable String apiVersion, @Nullable String paymentIntent) {}

    /// @return whether it is a new one
    boolean store(Received event, String body) {
        return session.createNativeMutationQuery(
                                """
                                insert into stripe_event
                                    (id, type, api_version, object_id, payload, received_at)
                                values (:id, :type, :version, :object, cast(:body as jsonb), :at)
                                on conflict (id) do nothing
                                """)
                        .setParameter("id", event.id())
                        .setParameter("type", event.type())
                        .setParameter("version", event.apiVersion(), String.class)
                        .setParameter("object", event.paymentIntent(), String.class)
                        .setParameter("body", body)
                        .setParameter("at", wall.instant())
                        .executeUpdate()
                == 1;
    }

    /// Stored and not applied yet, in order of arrival.
    List<Received> waiting() {
        return session
                .createNativeQuery(
                        """
                        select id, type, api_version, object_id from stripe_event
                        where applied_at is null order by received_at, id limit 100
                        """,
                        Object[].class)
                .addScalar("id", String.class)
                .addScalar("type", String.class)
                .addScalar("api_version", String.class)
                .addScalar("object_id", String.class)
                .stream()
                .map(row ->
                        new Received(
                                (String) row[0], (String) row[1], (String) row[2], (String) row[3]))
                .toList();
    }

    /// @param outcome what it led to, for the operator
    void applied(String event, String outcome) {
        session.createNativeMutationQuery(
                        """
                        update stripe_event set applied_at = :at, outcome = :outcome
                        where id = :id and applied_at is null
                        """)
                .setParameter("at", wall.instant())
                .setParameter("outcome", outcome)
                .setParameter("id", event)
                .executeUpdate();
    }

    /// What an event led to, once it is applied.
    Optional<String> outcome(String event) {
        return Optional.ofNullable(
                session.createNativeQuery(
                                "select outcome from stripe_event where id = :id", String.class)
                        .setParameter("id", event)
                        .getSingleResultOrNull());
    }
}
