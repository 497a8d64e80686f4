package gridfare.domain.provider;

import gridfare.domain.clock.Wall;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Shows how providers answer: the operator all, a provider its own.
@UseCase
public class ReadProviderHealth {

    /// Something that a provider lists and we do not know how to sell.
    ///
    /// @param list `STOCK` or `PRICES`
    public record Quarantine(
            ProviderId provider, String list, String what, String reason, Instant since) {}

    private record Counts(long sites, long offers, long quarantined) {}

    /// Over how long calls are counted.
    private static final Duration LATELY = Duration.ofMinutes(15);

    private static final Counts NONE = new Counts(0, 0, 0);

    @Inject StatelessSession session;
    @Inject Providers providers;
    @Inject Reliabilities reliabilities;
    @Inject @Wall InstantSource wall;

    /// All providers, those that fail first.
    public List<ProviderStanding> all(Operator operator) {
        return standings(providers.all());
    }

    /// The party's own accounts.
    public List<ProviderStanding> own(Party provider) {
        return standings(providers.of(provider.organisation()));
    }

    private List<ProviderStanding> standings(List<Provider> which) {
        Map<UUID, Counts> counts = counts();
        Map<UUID, ProviderStanding.Calls> calls = calls();
        Map<ProviderId, ProviderHealth> health = new HashMap<>();
        providers.allHealth().forEach(one -> health.put(one.provider(), one));
        return which.stream()
                .map(provider -> {
                    UUID id = provider.id().uuid();
                    Counts counted = counts.getOrDefault(id, NONE);
                    return new ProviderStanding(
                            provider,
                            health.get(provider.id()),
                            counted.sites(),
                            counted.offers(),
                            counted.quarantined(),
                            calls.getOrDefault(id, ProviderStanding.Calls.NONE),
                            reliabilities.of(provider.id()));
                })
                .sorted(Comparator.comparingInt(ProviderStanding::failures).reversed())
                .toList();
    }

    private Map<UUID, ProviderStanding.Calls> calls() {
        Map<UUID, ProviderStanding.Calls> calls = new HashMap<>();
        session.createNativeQuery(
                        """
                        select provider_uuid as provider, sum(calls) as calls, sum(failures) as failures,
                            sum(total_ms) / greatest(1, sum(calls)) as mean, max(worst_ms) as worst
                        from provider_calls where minute > :since group by provider_uuid\
                        """,
                        Object[].class)
                .addScalar("provider", UUID.class)
                .addScalar("calls", Long.class)
                .addScalar("failures", Long.class)
                .addScalar("mean", Long.class)
                .addScalar("worst", Long.class)
                .setParameter("since", wall.instant().minus(LATELY))
                .getResultList()
                .forEach(row ->
                        calls.put(
                                (UUID) row[0],
                                new ProviderStanding.Calls(
                                        (Long) row[1],
                                        (Long) row[2],
                                        (Long) row[3],
                                        (Long) row[4])));
        return calls;
    }

    /// What is quarantined, by provider and name.
    public List<Quarantine> quarantined(Operator operator, int limit) {
        return session
                .createNativeQuery(
                        """
                        select provider_uuid, list, what, reason, since from quarantine
                        order by provider_uuid, list, what\
                        """,
                        Object[].class)
                .addScalar("provider_uuid", UUID.class)
                .addScalar("list", String.class)
                .addScalar("what", String.class)
                .addScalar("reason", String.class)
                .addScalar("since", Instant.class)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row ->
                        new Quarantine(
                                new ProviderId((UUID) row[0]),
                                (String) row[1],
                                (String) row[2],
                                (String) row[3],
                                (Instant) row[4]))
                .toList();
    }

    private Map<UUID, Counts> counts() {
        Map<UUID, Counts> counts = new HashMap<>();
        session.createNativeQuery(
                        """
                        select p.id_uuid as provider,
                               (select count(*) from site s where s.provider_uuid = p.id_uuid) as sites,
                               (select count(*) from pool l join offer o on o.pool_uuid = l.id_uuid
                                where l.provider_uuid = p.id_uuid and o.on_sale
                                    and o.price_micros is not null) as offers,
                               (select count(*) from quarantine q where q.provider_uuid = p.id_uuid)
                                   as quarantined
                        from provider p\
                        """,
                        Object[].class)
                .addScalar("provider", UUID.class)
                .addScalar("sites", Long.class)
                .addScalar("offers", Long.class)
                .addScalar("quarantined", Long.class)
                .getResultList()
                .forEach(row ->
                        counts.put(
                                (UUID) row[0],
                                new Counts((Long) row[1], (Long) row[2], (Long) row[3])));
        return counts;
    }
}
