package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.offer.OwnOffer;
import gridfare.domain.offer.ReadOwnOffers;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import gridfare.domain.provider.LegId;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.LedgerAmount;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a seller sees of what it has let, and what it does not.
class ReadLeasesTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    /// Owner of Elastic Compute Grid, which [TestMarket]'s provider earns for.
    static final Party SELLER =
            new Party(
                    new PersonId(DomainContainer.demonstration("c1")),
                    "Seller",
                    new OrganisationId(DomainContainer.demonstration("c01")),
                    Role.OWNER);

    /// Counts rows as row-level security shows them, with no organisation in the statement.
    @UseCase
    static class Rows {
        @Inject StatelessSession session;

        long seenBy(Party party, String table) {
            return session.createNativeQuery("select count(*) from " + table, Long.class)
                    .getSingleResult();
        }
    }

    private TestMarket market;
    private PlacementId placed;

    @BeforeEach
    void aPlacementRuns() {
        market = new TestMarket(DOMAIN);
        market.pool("t8", 8, 3, 10_160_000);
        placed =
                market.accept(LINGHE, market.ask(LINGHE, market.request(QosTier.STANDARD, 8))).id();
        DOMAIN.bean(StartPlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
    }

    @Test
    void theSellerSeesItsLeaseWithWhatItEarns() {
        DOMAIN.wall().advance(Duration.ofMinutes(30));
        Lease lease = mine(leases(SELLER)).getFirst();

        assertThat(lease.state()).isEqualTo(Lease.State.RUNNING);
        var now = lease.startedAt().orElseThrow().plusSeconds(1_800);
        assertThat(lease.gpuSeconds(now)).isEqualTo(8 * 1_800);
        assertThat(lease.earned(now)).isEqualTo(new LedgerAmount(508, Currency.getInstance("USD")));
        assertThat(mine(DOMAIN.bean(ReadLeases.class).live(SELLER))).hasSize(1);
        assertThat(mine(DOMAIN.bean(ReadLeases.class).list(SELLER, 10, lease.leg()))).isEmpty();
    }

    @Test
    void anEndedLeaseStaysAndEarnsNoMore() {
        DOMAIN.wall().advance(Duration.ofSeconds(90));
        DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed);
        DOMAIN.bean(Reconcile.class).run();
        DOMAIN.wall().advance(Duration.ofHours(1));

        Lease lease = mine(leases(SELLER)).getFirst();
        assertThat(lease.state()).isEqualTo(Lease.State.ENDED);
        assertThat(lease.gpuSeconds(DOMAIN.wall().instant())).isEqualTo(8 * 90);
        assertThat(mine(DOMAIN.bean(ReadLeases.class).live(SELLER))).isEmpty();
    }

    @Test
    void theSellerSeesLeasesAndNeverPlacements() {
        Rows rows = DOMAIN.bean(Rows.class);

        assertThat(rows.seenBy(SELLER, "lease")).isPositive();
        for (String table :
                List.of("placement", "leg", "placement_event", "quote", "usage_record")) {
            assertThat(rows.seenBy(SELLER, table)).as(table).isZero();
        }
        assertThat(DOMAIN.bean(ReadPlacements.class).find(SELLER, placed)).isEmpty();
    }

    @Test
    void aBuyerSeesNoLease() {
        Rows rows = DOMAIN.bean(Rows.class);

        for (Party buyer : List.of(LINGHE, OTHER_LAB)) {
            assertThat(rows.seenBy(buyer, "lease")).isZero();
            assertThat(leases(buyer)).isEmpty();
            assertThat(DOMAIN.bean(ReadOwnOffers.class).all(buyer)).isEmpty();
        }
    }

    @Test
    void theSellerSeesItsOwnOffersOnly() {
        UUID stranger = UUID.randomUUID();
        market.write(
                """
                insert into provider (id_uuid, organisation_uuid, kind, name, state, overhead_ms)
                values (?, ?, 'CRDP', 'Stranger', 'LIVE', 15)\
                """,
                stranger,
                OTHER_LAB.organisation().uuid());
        UUID site = UUID.randomUUID();
        UUID pool = UUID.randomUUID();
        market.write(
                """
                insert into site values (?, ?, 'z', 'r1', 'Elsewhere', 'CN-GZ', 26.6, 106.7, 'CORE',
                    'CN-GZ', 1.2)\
                """,
                site,
                stranger);
        market.write(
                """
                insert into pool (id_uuid, provider_uuid, site_uuid, region, instance_type, chip,
                    gpus_per_instance, counted, free) values (?, ?, ?, 'r1', 't', 't4', 1, true, 5)\
                """,
                pool,
                stranger,
                site);
        market.write(
                """
                insert into offer (id_uuid, pool_uuid, purchase_option, on_sale)
                values (?, ?, 'ON_DEMAND', true)\
                """,
                UUID.randomUUID(),
                pool);

        List<OwnOffer> own =
                DOMAIN.bean(ReadOwnOffers.class).all(SELLER).stream()
                        .filter(offer -> offer.provider().equals(market.provider()))
                        .toList();
        assertThat(own)
                .singleElement()
                .satisfies(offer -> {
                    assertThat(offer.instanceType()).isEqualTo("t8");
                    assertThat(offer.free()).isEqualTo(3);
                    assertThat(offer.claimable()).isEqualTo(2);
                    assertThat(offer.knownPrice()).isPresent();
                    assertThat(offer.lastSeen()).isPresent();
                });
        assertThat(DOMAIN.bean(ReadOwnOffers.class).all(SELLER))
                .extracting(OwnOffer::provider)
                .noneMatch(provider -> provider.uuid().equals(stranger));
        assertThat(DOMAIN.bean(ReadOwnOffers.class).all(OTHER_LAB))
                .singleElement()
                .satisfies(offer -> {
                    assertThat(offer.knownPrice()).isEmpty();
                    assertThat(offer.provider().uuid()).isEqualTo(stranger);
                });
        market.write("delete from offer where pool_uuid = ?", pool);
        market.write("delete from pool where id_uuid = ?", pool);
    }

    /// The one of this test's placement.
    private List<Lease> mine(List<Lease> leases) {
        LegId leg = market.story(LINGHE, placed).legs().getFirst().id();
        return leases.stream().filter(lease -> lease.leg().equals(leg)).toList();
    }

    private static List<Lease> leases(Party party) {
        return DOMAIN.bean(ReadLeases.class).list(party, 10, null);
    }
}
