package gridfare.domain.placement;

import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.Party;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.SeedDemonstration;
import gridfare.domain.quote.Asked;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuotedOption;
import gridfare.domain.quote.RequestQuote;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedProvider;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.resource.ChipId;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// A market of one provider of a test's own, which the scripted provider answers for.
public final class TestMarket {

    public static final ChipId CHIP = new ChipId("a100-sxm-80");
    public static final Duration DURATION = Duration.ofHours(2);

    /// Ends whatever earlier tests have left.
    @UseCase
    public static class Sweep {

        @Inject StatelessSession session;

        public void sweep() {
            for (String sql :
                    List.of(
                            "update leg set state = 'RELEASED', metered_until = stopped_at"
                                    + " where state not in ('RELEASED', 'REFUSED', 'LOST')",
                            "update leg set metered_until = stopped_at",
                            "update placement set state = 'ENDED', ended_at = accepted_at"
                                    + " where ended_at is null",
                            "delete from claim",
                            "delete from leased_machine",
                            "update provider_watch set watched_at = null",
                            "update premium_counter set committed = 0")) {
                session.createNativeMutationQuery(sql).executeUpdate();
            }
        }

        public int run(String sql) {
            return session.createNativeMutationQuery(sql).executeUpdate();
        }
    }

    private final DomainContainer domain;
    private final ProviderId provider = new ProviderId(UUID.randomUUID());

    public TestMarket(DomainContainer domain) {
        this.domain = domain;
        domain.bean(Sweep.class).sweep();
        domain.bean(ScriptedProvider.class).reset();
        write("update provider set state = 'RETIRED'");
        write(
                """
                insert into provider (id_uuid, organisation_uuid, kind, name, state, overhead_ms)
                values (?, ?, 'CRDP', 'Test', 'LIVE', 15)\
                """,
                provider.uuid(),
                DomainContainer.demonstration("c01"));
        write(
                "insert into region_sighting values (?, 'r1', ?)",
                provider.uuid(),
                Timestamp.from(domain.wall().instant()));
        domain.bean(SeedDemonstration.class)
                .seed(
                        List.of(
                                new ProviderAccount(
                                        provider,
                                        ProviderKind.CRDP,
                                        new ProviderAccount.Endpoint.Sandbox("127.0.0.1:1"),
                                        "key",
                                        "secret")));
    }

    public ProviderId provider() {
        return provider;
    }

    /// A pool at a site of its own, on demand.
    public PoolId pool(String type, int gpusPerInstance, int free, long priceMicros) {
        return pool(type, gpusPerInstance, free, priceMicros, "CN-GZ");
    }

    /// The same, in another subdivision.
    public PoolId pool(
            String type, int gpusPerInstance, int free, long priceMicros, String subdivision) {
        UUID site = UUID.randomUUID();
        UUID pool = UUID.randomUUID();
        write(
                """
                insert into site values (?, ?, ?, 'r1', 'Somewhere', ?, 26.6, 106.7, 'CORE', 'CN-GZ', 1.2)\
                """,
                site,
                provider.uuid(),
                "site-" + type,
                subdivision);
        write(
                """
                insert into pool (id_uuid, provider_uuid, site_uuid, region, instance_type, chip,
                    gpus_per_instance, counted, free) values (?, ?, ?, 'r1', ?, ?, ?, true, ?)\
                """,
                pool,
                provider.uuid(),
                site,
                type,
                CHIP.value(),
                gpusPerInstance,
                free);
        write(
                """
                insert into offer (id_uuid, pool_uuid, purchase_option, on_sale, price_micros, price_currency,
                    usd_micros_per_gpu_hour, priced_at) values (?, ?, 'ON_DEMAND', true, ?, 'USD', ?, ?)\
                """,
                UUID.randomUUID(),
                pool,
                priceMicros,
                priceMicros / gpusPerInstance,
                Timestamp.from(domain.wall().instant()));
        changed(pool);
        return new PoolId(pool);
    }

    /// The provider asks another price, or has another number of instances free.
    public void change(PoolId pool, String assignment) {
        boolean ofOffer = assignment.startsWith("price");
        write(
                ofOffer
                        ? "update offer set version = version + 1, "
                                + assignment
                                + " where pool_uuid = ?"
                        : "update pool set " + assignment + " where id_uuid = ?",
                pool.uuid());
        changed(pool.uuid());
    }

    private void changed(UUID pool) {
        write(
                "insert into offer_change (at, pool) values (?, ?)",
                Timestamp.from(domain.wall().instant()),
                pool);
        write(
                "insert into offer_change (at, site) select ?, site_uuid from pool where id_uuid = ?",
                Timestamp.from(domain.wall().instant()),
                pool);
        domain.bean(OfferBook.class).refresh();
    }

    public int claimed(PoolId pool) {
        return number("select claimed from pool where id_uuid = ?", pool.uuid());
    }

    public Request request(QosTier tier, int gpus) {
        return request(tier, gpus, Spread.SITE);
    }

    public Request request(QosTier tier, int gpus, Spread spread) {
        return Request.capacity(gpus, DURATION)
                .tier(tier)
                .spread(spread)
                .chips(Set.of(CHIP))
                .allowedProviders(Set.of(provider))
                .build();
    }

    public Quote ask(Party buyer, Request request) {
        return switch (domain.bean(RequestQuote.class).ask(buyer, request)) {
            case Asked.Answered(Quote quote) -> quote;
            case Asked.PolicyRefused refused -> throw new AssertionError(refused);
            case Asked.MayNotAsk() -> throw new AssertionError("may not ask");
        };
    }

    /// Accepts the best option.
    public Placement accept(Party buyer, Quote quote) {
        QuotedOption best = quote.options().getFirst();
        Acceptance answer =
                domain.bean(AcceptQuote.class)
                        .accept(buyer, quote.id(), best.id(), PlacementWishes.NONE);
        if (answer instanceof Acceptance.Accepted(Placement placement)) return placement;
        throw new AssertionError(answer);
    }

    public PlacementStory story(Party buyer, PlacementId id) {
        return domain.bean(ReadPlacements.class).find(buyer, id).orElseThrow();
    }

    /// As a job, which row-level security shows all tenants' rows.
    ///
    /// @return how many rows it changed
    public int asJob(String sql) {
        return domain.bean(Sweep.class).run(sql);
    }

    /// As the owner of the schema, whom row-level security shows no tenant's rows.
    public void write(String sql, Object... arguments) {
        try (Connection connection = domain.owner().getConnection();
                PreparedStatement statement = prepare(connection, sql, arguments)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public int number(String sql, Object... arguments) {
        try (Connection connection = domain.owner().getConnection();
                PreparedStatement statement = prepare(connection, sql, arguments);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
        return statement;
    }
}
