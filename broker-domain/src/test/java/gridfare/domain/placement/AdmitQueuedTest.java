package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.party.Party;
import gridfare.domain.quote.Quote;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedCredit;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The waiting line by the rules of fair shares, against PostgreSQL. Shares by hand: everybody pays
/// as they go, so all weights are equal.
class AdmitQueuedTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private TestMarket market;

    @BeforeEach
    void newMarket() {
        market = new TestMarket(DOMAIN);
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Granted());
        market.write("delete from premium_counter");
        // What earlier tests used would count.
        market.write("update leg set running_since = null, stopped_at = null");
    }

    @Test
    void whoHasManyWaitingDoesNotKeepOutWhoHasFew() {
        PoolId pool = market.pool("t1", 1, 9, 1_270_000);
        List<Quote> many = quotes(LINGHE, QosTier.STANDARD, 7);
        List<Quote> few = quotes(OTHER_LAB, QosTier.STANDARD, 2);
        market.change(pool, "claimed = 9");
        List<Placement> first = accepted(LINGHE, many);
        List<Placement> second = accepted(OTHER_LAB, few);
        market.change(pool, "claimed = 5");
        DOMAIN.bean(AdmitQueued.class).run();

        // 4 are free: in order of arrival Linghe would have had all of them.
        assertThat(in(PlacementState.REQUESTED, LINGHE, first)).isEqualTo(2);
        assertThat(in(PlacementState.REQUESTED, OTHER_LAB, second)).isEqualTo(2);
        assertThat(market.claimed(pool)).isEqualTo(9);
    }

    @Test
    void theStricterTierIsServedFirstWhoeverCameFirst() {
        PoolId pool = market.pool("t1", 1, 4, 1_270_000);
        List<Quote> later = quotes(LINGHE, QosTier.BEST_EFFORT, 2);
        List<Quote> before = quotes(LINGHE, QosTier.STANDARD, 2);
        market.change(pool, "claimed = 4");
        List<Placement> bestEffort = accepted(LINGHE, later);
        List<Placement> standard = accepted(LINGHE, before);
        market.change(pool, "claimed = 1");
        DOMAIN.bean(AdmitQueued.class).run();

        assertThat(in(PlacementState.REQUESTED, LINGHE, standard)).isEqualTo(2);
        assertThat(in(PlacementState.REQUESTED, LINGHE, bestEffort)).isEqualTo(1);
    }

    @Test
    void aNewcomerStartsLevelWithWhoRunsAlready() {
        PoolId pool = market.pool("t1", 1, 8, 1_270_000);
        accepted(LINGHE, quotes(LINGHE, QosTier.STANDARD, 3));
        List<Quote> more = quotes(LINGHE, QosTier.STANDARD, 3);
        List<Quote> others = quotes(OTHER_LAB, QosTier.STANDARD, 3);
        market.change(pool, "claimed = 8");
        List<Placement> first = accepted(LINGHE, more);
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        List<Placement> second = accepted(OTHER_LAB, others);
        market.change(pool, "claimed = 6");
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        DOMAIN.bean(AdmitQueued.class).run();

        // In order of arrival Linghe would get both; by what runs alone (3 against 0) the other
        // one.
        assertThat(in(PlacementState.REQUESTED, LINGHE, first)).isEqualTo(1);
        assertThat(in(PlacementState.REQUESTED, OTHER_LAB, second)).isEqualTo(1);
    }

    @Test
    void pastUseCountsWithItsDecay() {
        PoolId pool = market.pool("t1", 1, 8, 1_270_000);
        Placement ran = accepted(LINGHE, quotes(LINGHE, QosTier.STANDARD, 1)).getFirst();
        DOMAIN.bean(StartPlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
        DOMAIN.wall().advance(Duration.ofHours(1));
        DOMAIN.bean(StopPlacement.class).stop(LINGHE, ran.id());
        DOMAIN.bean(Reconcile.class).run();
        assertThat(market.story(LINGHE, ran.id()).placement().state())
                .isEqualTo(PlacementState.ENDED);
        market.write("update region_sighting set seen_at = ?", sight());
        market.change(pool, "claimed = 0");
        List<Quote> his = quotes(LINGHE, QosTier.STANDARD, 1);
        List<Quote> hers = quotes(OTHER_LAB, QosTier.STANDARD, 1);
        market.change(pool, "claimed = 8");
        List<Placement> first = accepted(LINGHE, his);
        List<Placement> second = accepted(OTHER_LAB, hers);
        market.change(pool, "claimed = 7");
        DOMAIN.bean(AdmitQueued.class).run();

        // Both wait with nothing running; he came first, but has used an hour.
        assertThat(in(PlacementState.REQUESTED, OTHER_LAB, second)).isEqualTo(1);
        assertThat(in(PlacementState.QUEUED, LINGHE, first)).isEqualTo(1);
    }

    @Test
    void whatWasAgreedStaysWhereverItIsTakenIn() {
        PoolId quoted = market.pool("t1", 1, 1, 1_000_000);
        market.pool("near", 1, 1, 1_029_000); // inside the guard band of 3 %
        Quote quote = quotes(LINGHE, QosTier.STANDARD, 1).getFirst();
        market.change(quoted, "claimed = 1");
        Placement waiting = market.accept(LINGHE, quote);
        var agreed = market.story(LINGHE, waiting.id()).legs().getFirst().rate();
        DOMAIN.bean(AdmitQueued.class).run();

        PlacementStory story = market.story(LINGHE, waiting.id());
        assertThat(story.placement().state()).isEqualTo(PlacementState.REQUESTED);
        assertThat(story.legs().getLast().instanceType()).isEqualTo("near");
        assertThat(story.legs()).extracting(Leg::rate).containsOnly(agreed);
        assertThat(story.placement().estimate()).isEqualTo(waiting.estimate());
    }

    @Test
    void noMoreThanHalfOfWhatIsThereIsPromisedAtPremiumTiers() {
        // 8 free, factor 2: the fifth is refused although 4 are still free.
        PoolId pool = market.pool("t1", 1, 8, 1_270_000);
        List<Quote> quotes = quotes(LINGHE, QosTier.GUARANTEED, 5);
        accepted(LINGHE, quotes.subList(0, 4));
        Quote last = quotes.getLast();

        Acceptance fifth =
                DOMAIN.bean(AcceptQuote.class)
                        .accept(
                                LINGHE,
                                last.id(),
                                last.options().getFirst().id(),
                                PlacementWishes.NONE);

        assertThat(fifth).isInstanceOf(Acceptance.InsufficientCapacity.class);
        assertThat(market.claimed(pool)).isEqualTo(4);
    }

    private java.sql.Timestamp sight() {
        return java.sql.Timestamp.from(DOMAIN.wall().instant());
    }

    private List<Quote> quotes(Party buyer, QosTier tier, int count) {
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i < count; i++) quotes.add(market.ask(buyer, market.request(tier, 1)));
        return quotes;
    }

    private List<Placement> accepted(Party buyer, List<Quote> quotes) {
        return quotes.stream().map(quote -> market.accept(buyer, quote)).toList();
    }

    private long in(PlacementState state, Party buyer, List<Placement> placements) {
        return placements.stream()
                .filter(one -> market.story(buyer, one.id()).placement().state() == state)
                .count();
    }
}
