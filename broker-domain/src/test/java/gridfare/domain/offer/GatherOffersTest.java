package gridfare.domain.offer;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.offer.Gathering.Done;
import gridfare.domain.party.Party;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.SeedDemonstration;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.Refusal;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.money.Money;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatherOffersTest {

    static final Shop SHOP = new Shop();

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer(SHOP);

    private static final String ZONE = "cn-guiyang-a";
    private static final String A100 = "ecs.gn7e-c16g1.4xlarge";

    /// Takes claims as accepting does.
    @UseCase
    static class Buyer {
        @Inject Claims claims;

        Object take(Party buyer, Wanted... wanted) {
            boolean taken =
                    claims.take(
                            buyer.organisation(),
                            List.of(wanted),
                            DOMAIN.wall().instant().plus(Duration.ofMinutes(10)));
            return taken ? "taken" : new TooFew();
        }

        boolean takeOrQueue(Party buyer, Wanted... wanted) {
            return claims.take(
                    buyer.organisation(),
                    List.of(wanted),
                    DOMAIN.wall().instant().plusSeconds(600));
        }

        void confirmed(LegId leg) {
            claims.confirmed(leg, DOMAIN.wall().instant());
        }

        void release(LegId leg) {
            claims.release(leg);
        }

        List<LegId> expired() {
            return claims.expired(DOMAIN.wall().instant(), 100);
        }

        void soldOut(PoolId pool) {
            claims.soldOut(pool);
        }
    }

    record TooFew() implements Refusal {}

    private final GatherOffers gather = DOMAIN.bean(GatherOffers.class);
    private final OfferBook book = DOMAIN.bean(OfferBook.class);
    private final Buyer buyer = DOMAIN.bean(Buyer.class);

    @BeforeEach
    void openShop() throws SQLException {
        try (var connection = DOMAIN.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from claim");
            statement.execute("update pool set claimed = 0 where claimed > 0");
        }
        DOMAIN.bean(SeedDemonstration.class).seed(List.of(Shop.ACCOUNT));
        SHOP.clear();
        SHOP.site(ZONE, "CN-GZ").site("cn-shanghai-b", "CN-SH");
        SHOP.sells(ZONE, A100, "a100-sxm-80", 1, 4, "1.27");
        SHOP.sells("cn-shanghai-b", "ecs.gn6i", "t4", 2, 10, "0.80");
        gatherAll();
    }

    @Test
    void whatIsOnSaleComesIntoTheBook() {
        Offer offer = offer(A100);

        assertThat(offer.pricePerInstanceHour()).isEqualTo(Money.of("1.27", "USD"));
        assertThat(offer.claimableInstances()).isEqualTo(4);
        assertThat(offer.seenAt()).isEqualTo(DOMAIN.wall().instant());
        assertThat(offer("ecs.gn6i").usdMicrosPerGpuHour()).isEqualTo(400_000);
        assertThat(book.snapshot().siteOf(offer).place().subdivision()).isEqualTo("CN-GZ");
        assertThat(book.filled()).isTrue();
    }

    @Test
    void onlyWhatChangedIsWritten() {
        SHOP.sells(ZONE, A100, "a100-sxm-80", 1, 3, "1.27");
        DOMAIN.wall().advance(Duration.ofSeconds(60));

        var answer = (Done) gather.stockOf(SeedDemonstration.ALIBABA);
        book.refresh();

        assertThat(answer.changed()).isEqualTo(1);
        assertThat(offer(A100).claimableInstances()).isEqualTo(3);
        assertThat(offer("ecs.gn6i").seenAt()).isEqualTo(DOMAIN.wall().instant());
    }

    @Test
    void whatIsNoLongerListedIsNoLongerOnSale() {
        SHOP.withdraw(ZONE, A100);
        gatherAll();
        assertThat(find(A100)).isEmpty();

        SHOP.sells(ZONE, A100, "a100-sxm-80", 1, 2, "1.30");
        gatherAll();
        assertThat(offer(A100).pricePerInstanceHour()).isEqualTo(Money.of("1.30", "USD"));
    }

    @Test
    void aSilentRegionKeepsItsStateAndAges() {
        DOMAIN.wall().advance(Duration.ofMinutes(1));
        SHOP.nextStock(new Gathered.Partial<>(List.of(), List.of(), List.of("cn-guiyang")));

        gather.stockOf(SeedDemonstration.ALIBABA);
        book.refresh();

        assertThat(offer(A100).age(DOMAIN.wall().instant())).isEqualTo(Duration.ofMinutes(1));
        assertThat(find("ecs.gn6i")).isEmpty();
    }

    @Test
    void aProviderThatDoesNotAnswerChangesNothing() {
        SHOP.goDark(true);
        assertThat(gather.stockOf(SeedDemonstration.ALIBABA)).isInstanceOf(Gathering.Failed.class);
        book.refresh();
        assertThat(offer(A100).claimableInstances()).isEqualTo(4);
        SHOP.goDark(false);
    }

    @Test
    void claimsNeverExceedWhatIsFree() throws Exception {
        PoolId pool = offer(A100).pool();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(10)) {
            Callable<Object> take =
                    () -> {
                        start.await();
                        return buyer.take(LINGHE, new Wanted(leg(), pool, 1));
                    };
            List<Future<Object>> answers =
                    IntStream.range(0, 10).mapToObj(i -> threads.submit(take)).toList();
            start.countDown();
            List<Object> all = new ArrayList<>();
            for (Future<Object> answer : answers) all.add(answer.get());
            assertThat(all).filteredOn("taken"::equals).hasSize(4);
        }
        assertThat(claimed(pool)).isEqualTo(4);
    }

    @Test
    void aGangShortInItsSecondPoolLeavesEverythingAsItWas() throws Exception {
        PoolId first = offer(A100).pool();
        PoolId second = offer("ecs.gn6i").pool();
        Wanted[] gang = {new Wanted(leg(), first, 1), new Wanted(leg(), second, 11)};

        assertThat(buyer.take(LINGHE, gang)).isEqualTo(new TooFew());
        assertThat(buyer.takeOrQueue(LINGHE, gang)).isFalse();

        assertThat(claimed(first)).isZero();
        assertThat(claimed(second)).isZero();
        assertThat(count("select count(*) from claim")).isZero();
    }

    @Test
    void aClaimEndsOnceItsMachineIsListedAndWasConfirmedBefore() throws Exception {
        PoolId pool = offer(A100).pool();
        LegId leg = leg();
        buyer.take(LINGHE, new Wanted(leg, pool, 1));
        SHOP.start(
                new StartOrder(
                        new LegRef(leg, "cn-guiyang", ZONE),
                        A100,
                        1,
                        PurchaseOption.ON_DEMAND,
                        null));

        assertThat(ended()).as("listed, not confirmed").isZero();
        assertThat(claimed(pool)).isEqualTo(1);

        buyer.confirmed(leg);
        assertThat(ended()).as("confirmed at the very instant it began").isZero();

        DOMAIN.wall().advance(Duration.ofSeconds(60));
        assertThat(ended()).as("confirmed before").isEqualTo(1);
        assertThat(claimed(pool)).isZero();
        assertThat(ended()).isZero();
    }

    @Test
    void aConfirmedClaimWhoseMachineIsNotListedStays() throws Exception {
        PoolId pool = offer(A100).pool();
        LegId leg = leg();
        buyer.take(LINGHE, new Wanted(leg, pool, 1));
        buyer.confirmed(leg);
        DOMAIN.wall().advance(Duration.ofSeconds(60));

        assertThat(ended()).isZero();
        buyer.release(leg);
        buyer.release(leg);
        assertThat(claimed(pool)).isZero();
    }

    @Test
    void claimsThatNobodyKeptExpire() {
        LegId leg = leg();
        buyer.take(LINGHE, new Wanted(leg, offer(A100).pool(), 1));
        assertThat(buyer.expired()).isEmpty();
        DOMAIN.wall().advance(Duration.ofMinutes(10));
        assertThat(buyer.expired()).containsExactly(leg);
        buyer.release(leg);
    }

    @Test
    void soldOutIsToldToTheBook() {
        buyer.soldOut(offer(A100).pool());
        book.refresh();
        assertThat(offer(A100).claimableInstances()).isZero();
    }

    @Test
    void aLateCommitIsNotSkipped() throws Exception {
        PoolId pool = offer(A100).pool();
        try (var late = DOMAIN.owner().getConnection();
                var statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("update pool set free = 1 where id_uuid = '" + pool.uuid() + "'");
            statement.execute(
                    "insert into offer_change (at, pool) values (now(), '" + pool.uuid() + "')");
            // Younger ones commit first, and are seen to be there.
            buyer.soldOut(offer("ecs.gn6i").pool());
            book.refresh();
            book.refresh();
            late.commit();
        }
        book.refresh();
        assertThat(offer(A100).claimableInstances()).isEqualTo(1);
        assertThat(offer("ecs.gn6i").claimableInstances()).isZero();
    }

    @Test
    void stockIsDueEveryMinuteAndPricesEveryTenOfWallTimeOnceStockIsKnown() {
        ProviderId alibaba = SeedDemonstration.ALIBABA;
        DOMAIN.wall().advance(Duration.ofMinutes(11));
        assertThat(gather.stockDue()).contains(alibaba);
        gatherAll();
        assertThat(gather.stockDue()).doesNotContain(alibaba);
        assertThat(gather.pricesDue()).doesNotContain(alibaba);
        DOMAIN.wall().advance(Duration.ofSeconds(30));
        assertThat(gather.stockDue()).doesNotContain(alibaba);
        DOMAIN.wall().advance(Duration.ofSeconds(30));
        assertThat(gather.stockDue()).contains(alibaba);
        gather.stockOf(alibaba);
        book.refresh();
        assertThat(offer(A100).seenAt()).isEqualTo(DOMAIN.wall().instant());
        DOMAIN.wall().advance(Duration.ofMinutes(9));
        assertThat(gather.pricesDue()).contains(alibaba);
    }

    private void gatherAll() {
        gather.stockOf(SeedDemonstration.ALIBABA);
        gather.pricesOf(SeedDemonstration.ALIBABA);
        book.refresh();
    }

    private int ended() {
        return ((Done) gather.stockOf(SeedDemonstration.ALIBABA)).claimsEnded();
    }

    private Offer offer(String type) {
        List<Offer> found = find(type);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<Offer> find(String type) {
        return book.snapshot().offers().stream()
                .filter(offer -> offer.instanceType().equals(type))
                .toList();
    }

    private static LegId leg() {
        return new LegId(UUID.randomUUID());
    }

    private static long claimed(PoolId pool) throws SQLException {
        return count("select claimed from pool where id_uuid = '" + pool.uuid() + "'");
    }

    private static long count(String sql) throws SQLException {
        try (var connection = DOMAIN.owner().getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
