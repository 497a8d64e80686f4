package gridfare.billing.testing;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.Money;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Writes the rows that the flow would have written, on the jobs' pool.
@UseCase
public class Flow {

    /// Elastic Compute Grid, and the organisation that it earns for.
    public static final UUID PROVIDER = DomainContainer.demonstration("a11b");

    public static final OrganisationId PROVIDER_ORGANISATION =
            new OrganisationId(DomainContainer.demonstration("c01"));

    @Inject StatelessSession session;

    /// What a placement with one leg is.
    ///
    /// @param instances the GPUs are in so many machines
    /// @param rate a GPU-hour, in the buyer's currency
    /// @param price an instance-hour, in the provider's currency
    /// @param quoted the same as it was quoted
    public record Terms(
            OrganisationId buyer,
            @Nullable String project,
            int gpus,
            int instances,
            Money rate,
            Money price,
            Money quoted,
            Duration duration) {

        public static Terms of(OrganisationId buyer, int gpus, String rate) {
            return new Terms(
                    buyer,
                    null,
                    gpus,
                    gpus,
                    Money.of(rate, "USD"),
                    Money.of("0.50", "USD"),
                    Money.of("0.50", "USD"),
                    Duration.ofDays(60));
        }

        public Terms project(String name) {
            return new Terms(buyer, name, gpus, instances, rate, price, quoted, duration);
        }

        public Terms price(String now, String then) {
            return new Terms(
                    buyer, project, gpus, instances, rate, money(now), money(then), duration);
        }

        public Terms lasting(Duration time) {
            return new Terms(buyer, project, gpus, instances, rate, price, quoted, time);
        }

        private static Money money(String text) {
            String[] parts = text.split(" ", 2);
            return Money.of(parts[0], parts[1]);
        }
    }

    /// A placement that waits, with an estimate.
    public UUID requested(Terms terms, String estimate) {
        return placement(terms, "REQUESTED", null, Money.of(estimate, "USD"));
    }

    /// A placement that runs on one leg since `since`.
    ///
    /// @return the leg
    public UUID running(Terms terms, Instant since) {
        UUID placement = placement(terms, "RUNNING", since, Money.of("1", "USD"));
        UUID leg = UUID.randomUUID();
        run(
                """
                insert into leg (id_uuid, version, placement_uuid, organisation_uuid, slot,
                    provider_uuid, site_uuid, pool_uuid, region, site_code, chip, instance_type,
                    instances, gpus, purchase_option, rate_micros, rate_currency, rate_parts,
                    quoted_price_micros, quoted_price_currency, provider_price_micros,
                    provider_price_currency, state, attempt, machines, running_since,
                    last_seen_running, metered_until)
                values ('%1$s', 0, '%2$s', '%3$s', 0, '%4$s', '%1$s', '%1$s', 'cn-x', 'cn-x-a',
                    'a100-sxm-80', 'ecs.gn7e', %5$d, %6$d, 'ON_DEMAND', %7$d, '%8$s',
                    '{"exchange": {"rate": 0.14}}', %9$d, '%10$s', %11$d, '%12$s', 'RUNNING', 1, 'i-1',
                    '%13$s', '%13$s', '%13$s')
                """
                        .formatted(
                                leg,
                                placement,
                                terms.buyer().uuid(),
                                PROVIDER,
                                terms.instances(),
                                terms.gpus(),
                                terms.rate().micros(),
                                terms.rate().currency(),
                                terms.quoted().micros(),
                                terms.quoted().currency(),
                                terms.price().micros(),
                                terms.price().currency(),
                                since));
        return leg;
    }

    /// Writes a window of a leg's use, recorded at its end.
    public UUID use(UUID leg, Instant from, Instant to) {
        return use(leg, from, to, to);
    }

    public UUID use(UUID leg, Instant from, Instant to, Instant recorded) {
        UUID id = UUID.randomUUID();
        run(
                """
                insert into usage_record (id_uuid, organisation_uuid, placement_uuid, leg_uuid,
                    provider_uuid, project, tier, chip, gpus, rate_micros, rate_currency,
                    provider_price_micros, provider_price_currency, instances, from_at, to_at,
                    gpu_seconds, recorded_at)
                select '%1$s', l.organisation_uuid, l.placement_uuid, l.id_uuid, l.provider_uuid,
                    p.project, p.tier, l.chip, l.gpus, l.rate_micros, l.rate_currency,
                    l.provider_price_micros, l.provider_price_currency, l.instances, '%3$s', '%4$s',
                    l.gpus * extract(epoch from timestamptz '%4$s' - timestamptz '%3$s'), '%5$s'
                from leg l join placement p on p.id_uuid = l.placement_uuid
                where l.id_uuid = '%2$s'
                """
                        .formatted(id, leg, from, to, recorded));
        run(
                "update leg set metered_until = greatest(metered_until, '%s') where id_uuid = '%s'"
                        .formatted(to, leg));
        return id;
    }

    /// A leg and its placement have ended.
    public void ended(UUID leg, Instant at) {
        run(
                "update leg set state = 'RELEASED', stopped_at = '%s' where id_uuid = '%s'"
                        .formatted(at, leg));
        run(
                """
                update placement set state = 'ENDED', ended_at = '%s'
                where id_uuid = (select placement_uuid from leg where id_uuid = '%s')
                """
                        .formatted(at, leg));
    }

    public void run(String sql) {
        session.createNativeMutationQuery(sql).executeUpdate();
    }

    public <T> List<T> rows(String sql, Class<T> type) {
        return session.createNativeQuery(sql, type).getResultList();
    }

    public <T> T one(String sql, Class<T> type) {
        return session.createNativeQuery(sql, type).getSingleResult();
    }

    private UUID placement(Terms terms, String state, @Nullable Instant since, Money estimate) {
        UUID id = UUID.randomUUID();
        run(
                """
                insert into quote (id_uuid, organisation_uuid, asked_by_uuid, asked_at, valid_until,
                    state, request, decision)
                values ('%1$s', '%2$s', '%1$s', '%3$s', '%3$s', 'ACCEPTED', '{}', '{}')
                """
                        .formatted(id, terms.buyer().uuid(), DomainContainer.START));
        run(
                """
                insert into placement (id_uuid, version, organisation_uuid, quote_uuid, option_uuid,
                    accepted_by_uuid, accepted_at, tier, project, tags, state, gpus,
                    estimate_micros, estimate_currency, starts_at, start_by, duration_seconds,
                    started_at, agreed_end, premium_gpus)
                values ('%1$s', 0, '%2$s', '%1$s', '%1$s', '%1$s', '%3$s', 'STANDARD', %4$s, '{}',
                    '%5$s', %6$d, %7$d, '%8$s', '%3$s', '%3$s', %9$d, %10$s, %11$s, 0)
                """
                        .formatted(
                                id,
                                terms.buyer().uuid(),
                                DomainContainer.START,
                                quoted(terms.project()),
                                state,
                                terms.gpus(),
                                estimate.micros(),
                                estimate.currency(),
                                terms.duration().toSeconds(),
                                quoted(since),
                                quoted(since == null ? null : since.plus(terms.duration()))));
        return id;
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "null" : "'" + value + "'";
    }
}
