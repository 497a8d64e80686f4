package gridfare.domain.notice;

import gridfare.domain.audit.AuditLog;
import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Lets an organisation say where its programs are told, and see what became of each message.
@UseCase
public class ManageWebhooks {

    static final int MOST = 10;

    /// A message to an address.
    ///
    /// @param state `DUE`, `DELIVERED` or `PARKED`
    public record Delivery(
            UUID notice,
            String kind,
            String state,
            int attempts,
            @Nullable Instant deliveredAt,
            @Nullable String failure) {}

    @Inject StatelessSession session;
    @Inject AuditLog audit;
    @Inject WebhookSecrets secrets;
    @Inject @Any Instance<Courier> couriers;
    @Inject @Wall InstantSource wall;

    /// The address must be one that the courier may open: where there is no courier, none is.
    public WebhookCreation create(Party maker, URI address) {
        if (!maker.role().mayManage()) return new WebhookCreation.MayNotManage();
        if (!couriers.isResolvable() || !couriers.get().mayOpen(address)) {
            return new WebhookCreation.NotAllowed();
        }
        if (list(maker).size() >= MOST) return new WebhookCreation.TooMany(MOST);
        var webhook =
                new Webhook(
                        new WebhookId(UuidV7.at(wall.instant())),
                        address.toString(),
                        wall.instant());
        session.createNativeMutationQuery(
                        """
                        insert into webhook_endpoint (id_uuid, organisation_uuid, url, created_at)
                        values (:id, :organisation, :url, :now)\
                        """)
                .setParameter("id", webhook.id().uuid())
                .setParameter("organisation", maker.organisation().uuid())
                .setParameter("url", webhook.url())
                .setParameter("now", webhook.createdAt())
                .executeUpdate();
        audit.record(maker, "webhook-created", webhook.id(), Map.of("url", webhook.url()));
        return new WebhookCreation.Created(webhook, secrets.of(webhook.id()));
    }

    public List<Webhook> list(Party party) {
        return session.createNativeQuery(
                        """
                        select id_uuid, url, created_at from webhook_endpoint
                        where organisation_uuid = :organisation and removed_at is null
                        order by id_uuid desc\
                        """,
                        Object[].class)
                .addScalar("id_uuid", UUID.class)
                .addScalar("url", String.class)
                .addScalar("created_at", Instant.class)
                .setParameter("organisation", party.organisation().uuid())
                .setTupleTransformer((row, names) ->
                        new Webhook(
                                new WebhookId((UUID) row[0]), (String) row[1], (Instant) row[2]))
                .getResultList();
    }

    /// From now on nothing is sent there.
    ///
    /// @return whether there was such an address and the party may remove it
    public boolean remove(Party party, WebhookId id) {
        if (!party.role().mayManage()) return false;
        int removed =
                session.createNativeMutationQuery(
                                """
                                update webhook_endpoint set removed_at = :now
                                where id_uuid = :id and organisation_uuid = :organisation
                                and removed_at is null\
                                """)
                        .setParameter("now", wall.instant())
                        .setParameter("id", id.uuid())
                        .setParameter("organisation", party.organisation().uuid())
                        .executeUpdate();
        if (removed == 1) audit.record(party, "webhook-removed", id, Map.of());
        return removed == 1;
    }

    /// The newest messages to an address of the party's.
    public List<Delivery> deliveries(Party party, WebhookId id, int limit) {
        return session.createNativeQuery(
                        """
                        select d.notice, n.kind, case when d.delivered_at is not null then 'DELIVERED'
                            when d.parked_at is not null then 'PARKED' else 'DUE' end as state,
                            d.attempts, d.delivered_at, d.failure
                        from webhook_delivery d join notice n on n.id = d.notice
                        where d.endpoint_uuid = :id and d.organisation_uuid = :organisation
                        order by d.notice desc\
                        """,
                        Object[].class)
                .addScalar("notice", UUID.class)
                .addScalar("kind", String.class)
                .addScalar("state", String.class)
                .addScalar("attempts", Integer.class)
                .addScalar("delivered_at", Instant.class)
                .addScalar("failure", String.class)
                .setParameter("id", id.uuid())
                .setParameter("organisation", party.organisation().uuid())
                .setMaxResults(limit)
                .setTupleTransformer((row, names) ->
                        new Delivery(
                                (UUID) row[0],
                                (String) row[1],
                                (String) row[2],
                                (Integer) row[3],
                                (Instant) row[4],
                                (String) row[5]))
                .getResultList();
    }
}
