package gridfare.domain.placement;

import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.admission.BuyerId;
import gridfare.pricing.admission.FairRules;
import gridfare.pricing.admission.FairWeight;
import gridfare.pricing.admission.Gpus;
import gridfare.pricing.admission.PastUse;
import gridfare.pricing.admission.Standing;
import gridfare.pricing.admission.Waiting;
import gridfare.pricing.admission.WorkId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipId;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// What is decided about when there is too little: who waits, for what, what is free, and who has
/// had how much.
///
/// From our own books and not from the offer book, which does not see claims until the next gather.
@UseCase
public class ReadQueue {

    /// All of it at one instant.
    record Queue(List<Waiting> waiting, List<Standing> standings, Gpus total, Gpus free) {}

    /// Of one organisation and tier: what is behind waits for what is before.
    private static final int MOST_OF_ONE = 20;

    private static final Duration REMEMBERED = Duration.ofDays(30);

    /// GPUs of a chip, of one organisation or free.
    private record Count(@Nullable UUID organisation, String chip, double count) {}

    @Inject StatelessSession session;
    @Inject OfferBook book;
    @Inject Instance<FairWeights> weights;

    /// What waits by now, at most `most`, strictest tier first; of each organisation the oldest.
    Queue at(Instant now, FairRules rules, int most) {
        List<Waiting> waiting = waiting(now, most);
        if (waiting.isEmpty()) return new Queue(List.of(), List.of(), Gpus.NONE, Gpus.NONE);
        Map<UUID, Map<String, Double>> running = byOrganisation(running());
        Map<UUID, Instant> entered = instants(ENTERED, now, Map.of());
        Set<UUID> organisations = new HashSet<>(running.keySet());
        waiting.forEach(one -> organisations.add(one.buyer().uuid()));
        Map<UUID, Map<String, Double>> past = byOrganisation(past(organisations, now, rules));
        Map<UUID, Instant> urgent =
                instants(
                        LAST_URGENT,
                        now,
                        Map.of(
                                "organisations",
                                organisations,
                                "since",
                                now.minus(rules.longestWait().multipliedBy(2)),
                                "urgent",
                                (double) rules.urgentAfter().toSeconds()));
        List<Standing> standings = new ArrayList<>();
        for (UUID organisation : organisations) {
            standings.add(
                    new Standing(
                            new BuyerId(organisation),
                            weight(new OrganisationId(organisation), now),
                            gpus(running.getOrDefault(organisation, Map.of())),
                            PastUse.of(past.getOrDefault(organisation, Map.of()), now),
                            entered.getOrDefault(organisation, now),
                            urgent.get(organisation)));
        }
        Map<String, Double> free = new HashMap<>();
        free().forEach(one -> add(free, one));
        Map<String, Double> total = new HashMap<>(free);
        running.values()
                .forEach(used ->
                        used.forEach((name, count) -> total.merge(name, count, Double::sum)));
        return new Queue(waiting, standings, gpus(total), gpus(free));
    }

    private FairWeight weight(OrganisationId organisation, Instant now) {
        return weights.isResolvable()
                ? weights.get().of(organisation, now)
                : FairWeight.PAY_AS_YOU_GO;
    }

    private List<Waiting> waiting(Instant now, int most) {
        return session.createNativeQuery(
                        """
                        select id_uuid, organisation_uuid, tier, since, chip_class, gpus from (
                            select id_uuid, organisation_uuid, tier, gpus,
                                   coalesce(chip_class, '') as chip_class,
                                   greatest(accepted_at, starts_at) as since,
                                   row_number() over (
                                       partition by organisation_uuid, tier
                                       order by greatest(accepted_at, starts_at), id_uuid) as place
                            from placement where state = 'QUEUED' and starts_at <= :now) waiting
                        where place <= :mostOfOne
                        order by case tier when 'REALTIME' then 0 when 'GUARANTEED' then 1
                                 when 'STANDARD' then 2 else 3 end, place, since, id_uuid\
                        """,
                        Object[].class)
                .addScalar("id_uuid", UUID.class)
                .addScalar("organisation_uuid", UUID.class)
                .addScalar("tier", String.class)
                .addScalar("since", Instant.class)
                .addScalar("chip_class", String.class)
                .addScalar("gpus", Long.class)
                .setParameter("now", now)
                .setParameter("mostOfOne", MOST_OF_ONE)
                .setMaxResults(most)
                .setTupleTransformer((row, names) ->
                        new Waiting(
                                new WorkId((UUID) row[0]),
                                new BuyerId((UUID) row[1]),
                                QosTier.valueOf((String) row[2]),
                                (Instant) row[3],
                                Gpus.of((String) row[4], (Long) row[5])))
                .getResultList();
    }

    private List<Count> running() {
        return session.createNativeQuery(
                        """
                        select l.organisation_uuid, l.chip, cast(sum(l.gpus) as float8) as count
                        from leg l join placement p on p.id_uuid = l.placement_uuid
                        where l.state in ('PLANNED', 'HELD', 'STARTING', 'RUNNING', 'STOPPING')
                        and p.state <> 'QUEUED'
                        group by l.organisation_uuid, l.chip\
                        """,
                        Object[].class)
                .addScalar("organisation_uuid", UUID.class)
                .addScalar("chip", String.class)
                .addScalar("count", Double.class)
                .setTupleTransformer(
                        (row, names) -> new Count((UUID) row[0], (String) row[1], (Double) row[2]))
                .getResultList();
    }

    /// GPU-seconds, each worth less the longer ago it was used: the integral of the decay over each
    /// run, as in [PastUse#plus].
    private List<Count> past(Set<UUID> organisations, Instant now, FairRules rules) {
        double half = rules.halfLife().toSeconds();
        return session.createNativeQuery(
                        """
                        select organisation_uuid, chip, sum(gpus * (
                                   power(2.0, - extract(epoch from cast(:now as timestamptz) - until) / :half)
                                   - power(2.0, - extract(epoch from cast(:now as timestamptz) - since) / :half)))
                                   * :half / ln(2.0) as count
                        from (
                            select organisation_uuid, chip, gpus, running_since as since,
                                   least(coalesce(stopped_at, :now), :now) as until
                            from leg where organisation_uuid in (:organisations)
                            and running_since between :remembered and :now) runs
                        where until > since group by organisation_uuid, chip\
                        """,
                        Object[].class)
                .addScalar("organisation_uuid", UUID.class)
                .addScalar("chip", String.class)
                .addScalar("count", Double.class)
                .setParameter("now", now)
                .setParameter("half", half)
                .setParameter("remembered", now.minus(REMEMBERED))
                .setParameterList("organisations", organisations)
                .setTupleTransformer(
                        (row, names) -> new Count((UUID) row[0], (String) row[1], (Double) row[2]))
                .getResultList();
    }

    private List<Count> free() {
        return session.createNativeQuery(
                        """
                        select p.chip, cast(sum(greatest(p.free - p.claimed, 0) * p.gpus_per_instance)
                                            as float8) as count
                        from pool p join provider v on v.id_uuid = p.provider_uuid
                        where v.state = 'LIVE' and p.free > p.claimed group by p.chip\
                        """,
                        Object[].class)
                .addScalar("chip", String.class)
                .addScalar("count", Double.class)
                .setTupleTransformer(
                        (row, names) -> new Count(null, (String) row[0], (Double) row[1]))
                .getResultList();
    }

    private static final String ENTERED =
            """
            select organisation_uuid, min(accepted_at) as at from placement
            where state not in ('ENDED', 'FAILED', 'CANCELLED')
            and (state <> 'QUEUED' or starts_at <= :now) group by organisation_uuid\
            """;

    private static final String LAST_URGENT =
            """
            select p.organisation_uuid, max(e.at) as at
            from placement p join placement_event e on e.placement_uuid = p.id_uuid
            where p.organisation_uuid in (:organisations) and p.accepted_at <= :now
            and e.kind = 'ADMITTED' and e.at between :since and :now
            and e.at - greatest(p.accepted_at, p.starts_at) >= make_interval(secs => :urgent)
            group by p.organisation_uuid\
            """;

    private Map<UUID, Instant> instants(String query, Instant now, Map<String, Object> parameters) {
        var prepared =
                session.createNativeQuery(query, Object[].class)
                        .addScalar("organisation_uuid", UUID.class)
                        .addScalar("at", Instant.class)
                        .setParameter("now", now);
        parameters.forEach((name, value) -> {
            if (value instanceof Set<?> set) prepared.setParameterList(name, set);
            else prepared.setParameter(name, value);
        });
        Map<UUID, Instant> instants = new HashMap<>();
        for (Object[] row : prepared.getResultList()) {
            instants.put((UUID) row[0], (Instant) row[1]);
        }
        return instants;
    }

    private Map<UUID, Map<String, Double>> byOrganisation(List<Count> counts) {
        Map<UUID, Map<String, Double>> sums = new HashMap<>();
        for (Count one : counts) {
            if (one.organisation() == null) continue;
            add(sums.computeIfAbsent(one.organisation(), id -> new HashMap<>()), one);
        }
        return sums;
    }

    /// Chips that nobody knows count in a class without a name, as the placements made of them do.
    private void add(Map<String, Double> sums, Count one) {
        String chipClass =
                book.chips().find(new ChipId(one.chip())).map(Chip::chipClass).orElse("");
        sums.merge(chipClass, one.count(), Double::sum);
    }

    private static Gpus gpus(Map<String, Double> counts) {
        Map<String, Long> whole = new HashMap<>();
        counts.forEach((name, count) -> whole.put(name, Math.round(count)));
        return Gpus.of(whole);
    }
}
