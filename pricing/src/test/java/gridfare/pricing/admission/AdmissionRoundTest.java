package gridfare.pricing.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Shares worked out by hand, except where a source is named.
class AdmissionRoundTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final FairRules RULES = FairRules.starting();
    private static final BuyerId GOLD = new BuyerId(new UUID(0, 4));
    private static final BuyerId BRONZE = new BuyerId(new UUID(0, 1));
    private static final BuyerId OTHER = new BuyerId(new UUID(0, 2));

    private int ids;

    @Test
    void onADayOfTenTimesTheDemandTiersAreServedStrictly() {
        // Base load 600 on 1 000 GPUs, 10 / 30 / 60 %, ten times: the oracle of the engine issue.
        List<Waiting> waiting = new ArrayList<>();
        waiting.addAll(many(3_600, GOLD, QosTier.BEST_EFFORT, "a", 1));
        waiting.addAll(many(1_800, BRONZE, QosTier.STANDARD, "a", 1));
        waiting.addAll(many(600, OTHER, QosTier.GUARANTEED, "a", 1));

        var served =
                admitted(1_000, waiting, List.of()).stream()
                        .collect(Collectors.groupingBy(Waiting::tier, Collectors.counting()));

        assertThat(served).isEqualTo(Map.of(QosTier.GUARANTEED, 600L, QosTier.STANDARD, 400L));
    }

    @Test
    void withTheCapOnPremiumSalesTenTimesWhatWasSoldStillFits() {
        // 20 / 40 / 40 % would sell 120 premium at base load, and 1 200 would come on that day.
        // With
        // a factor of 10 no more than 100 are sold, so 1 000 come, and all are served.
        PremiumCap cap = new PremiumCap(10);
        int sold = 0;
        while (sold < 120 && cap.allows(1_000, sold, 1)) sold++;
        assertThat(sold).isEqualTo(100);

        List<Waiting> waiting = new ArrayList<>();
        waiting.addAll(many(2_400, GOLD, QosTier.STANDARD, "a", 1));
        waiting.addAll(many(10 * sold, OTHER, QosTier.REALTIME, "a", 1));
        assertThat(admitted(1_000, waiting, List.of()))
                .hasSize(1_000)
                .allMatch(one -> one.tier() == QosTier.REALTIME);
    }

    @Test
    void sharesAreByWeight() {
        // 30 GPUs, Gold 4, Silver 2, Bronze 1 each want all: 4/7, 2/7, 1/7 of 28, and two more.
        List<Waiting> waiting = new ArrayList<>();
        waiting.addAll(many(30, GOLD, QosTier.STANDARD, "a", 1));
        waiting.addAll(many(30, OTHER, QosTier.STANDARD, "a", 1));
        waiting.addAll(many(30, BRONZE, QosTier.STANDARD, "a", 1));
        List<Standing> standings =
                List.of(
                        standing(GOLD, FairWeight.of(4, 1_000)),
                        standing(OTHER, FairWeight.of(2, 1_000)),
                        standing(BRONZE, FairWeight.of(1, 1_000)));

        var served = byBuyer(admitted(28, waiting, standings));

        assertThat(served).isEqualTo(Map.of(GOLD, 16L, OTHER, 8L, BRONZE, 4L));
    }

    @Test
    void aPlanUsedBeyondItsHoursHasHalfItsWeight() {
        assertThat(FairWeight.of(4, 500)).isEqualTo(FairWeight.of(2, 1_000));
        List<Waiting> waiting = new ArrayList<>();
        waiting.addAll(many(30, GOLD, QosTier.STANDARD, "a", 1));
        waiting.addAll(many(30, OTHER, QosTier.STANDARD, "a", 1));
        var served =
                byBuyer(
                        admitted(
                                20,
                                waiting,
                                List.of(
                                        standing(GOLD, FairWeight.of(4, 500)),
                                        standing(OTHER, FairWeight.PAY_AS_YOU_GO))));
        assertThat(served).isEqualTo(Map.of(GOLD, 10L, OTHER, 10L));
    }

    @Test
    void theDominantClassCountsAsInTheWorkedExampleOfTheDrfPaper() {
        // Ghodsi et al., NSDI 2011, section 4.1: 9 CPUs and 18 GB; user A's tasks need 1 and 4,
        // user
        // B's 3 and 1. A gets 3 tasks, B 2: both have 2/3 of their dominant resource.
        BuyerId a = GOLD;
        BuyerId b = OTHER;
        List<Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(waiting(a, QosTier.STANDARD, Gpus.of(Map.of("cpu", 1L, "gb", 4L))));
            waiting.add(waiting(b, QosTier.STANDARD, Gpus.of(Map.of("cpu", 3L, "gb", 1L))));
        }
        Gpus all = Gpus.of(Map.of("cpu", 9L, "gb", 18L));

        var served =
                byBuyer(AdmissionRound.open(RULES, all, all, waiting, List.of(), NOW).grantAll());

        assertThat(served).isEqualTo(Map.of(a, 3L, b, 2L));
    }

    @Test
    void pastUseCountsAndFades() {
        // One GPU for a day with a half-life of a day: what is left is the integral of 2^-t over a
        // day, 24 h / ln 2 × (1 − 1/2) = 17.3123 h; a day later half of it.
        PastUse past =
                PastUse.none(NOW.minus(Duration.ofDays(1)))
                        .plus("a", 1, NOW.minus(Duration.ofDays(1)), NOW, RULES.halfLife());
        assertThat(past.in("a") / 3_600).isCloseTo(17.3123, offset(1e-4));
        assertThat(past.at(NOW.plus(Duration.ofDays(1)), RULES.halfLife()).in("a") / 3_600)
                .isCloseTo(8.6562, offset(1e-4));

        // 10 GPUs for that day are a steady use of 5 (half of 10): the other one gets 5 first.
        PastUse heavy =
                PastUse.none(NOW.minus(Duration.ofDays(1)))
                        .plus("a", 10, NOW.minus(Duration.ofDays(1)), NOW, RULES.halfLife());
        List<Waiting> waiting = new ArrayList<>();
        waiting.addAll(many(30, GOLD, QosTier.STANDARD, "a", 1));
        waiting.addAll(many(30, OTHER, QosTier.STANDARD, "a", 1));
        Instant sameDay = NOW.minus(Duration.ofDays(2));
        var served =
                byBuyer(
                        admitted(
                                15,
                                waiting,
                                List.of(
                                        new Standing(
                                                GOLD,
                                                FairWeight.PAY_AS_YOU_GO,
                                                Gpus.NONE,
                                                heavy,
                                                sameDay,
                                                null),
                                        new Standing(
                                                OTHER,
                                                FairWeight.PAY_AS_YOU_GO,
                                                Gpus.NONE,
                                                PastUse.none(NOW),
                                                sameDay,
                                                null))));
        assertThat(served).isEqualTo(Map.of(GOLD, 5L, OTHER, 10L));
    }

    @Test
    void aNewNameStartsLevelWithTheLeastServedAndNotBeforeHim() {
        // Gold has run 6 of 20 all the time (level 6 / 20). Who enters now is charged as much, so
        // of
        // 10 free both get 5. Without the charge the newcomer would get 8 of 10.
        Standing old =
                new Standing(
                        GOLD,
                        FairWeight.PAY_AS_YOU_GO,
                        Gpus.of("a", 6),
                        PastUse.none(NOW),
                        NOW.minus(Duration.ofDays(9)),
                        null);
        List<Waiting> waiting = new ArrayList<>();
        waiting.addAll(many(10, GOLD, QosTier.STANDARD, "a", 1));
        waiting.addAll(many(10, OTHER, QosTier.STANDARD, "a", 1));
        Standing fresh = Standing.newcomer(OTHER, FairWeight.PAY_AS_YOU_GO, NOW);
        assertThat(byBuyer(round(20, 10, waiting, List.of(old, fresh)).grantAll()))
                .isEqualTo(Map.of(GOLD, 5L, OTHER, 5L));

        // A day later half of the charge has faded: 3 of 20 against 6 of 20, so 10 are shared 3.5 :
        // 6.5.
        Standing dayOld =
                Standing.newcomer(OTHER, FairWeight.PAY_AS_YOU_GO, NOW.minus(Duration.ofDays(1)));
        assertThat(byBuyer(round(20, 11, waiting, List.of(old, dayOld)).grantAll()))
                .isEqualTo(Map.of(GOLD, 4L, OTHER, 7L));
    }

    @Test
    void workThatHasWaitedEightHoursIsNotPassedByForEver() {
        // 8 of 16 GPUs are free; the gang of 16 waits since 8 h and needs all: what is free is
        // kept.
        Waiting gang =
                waiting(GOLD, QosTier.STANDARD, Gpus.of("a", 16), NOW.minus(Duration.ofHours(8)));
        List<Waiting> small = many(20, OTHER, QosTier.STANDARD, "a", 1);
        List<Waiting> waiting = new ArrayList<>(small);
        waiting.add(gang);
        assertThat(round(16, 8, waiting, List.of()).grantAll()).isEmpty();
        // A second less and the small ones still pass.
        Waiting younger =
                waiting(GOLD, QosTier.STANDARD, Gpus.of("a", 16), gang.since().plusSeconds(1));
        waiting.set(20, younger);
        assertThat(round(16, 8, waiting, List.of()).grantAll()).hasSize(8);
        // Stricter tiers are not held up by it.
        waiting.set(20, gang);
        waiting.addAll(many(3, BRONZE, QosTier.REALTIME, "a", 1));
        assertThat(round(16, 8, waiting, List.of()).grantAll()).hasSize(3);
    }

    @Test
    void aThousandOldRequestsOfOneDoNotCloseTheTierToTheOthers() {
        List<Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            waiting.add(
                    waiting(
                            GOLD,
                            QosTier.STANDARD,
                            Gpus.of("a", 1),
                            NOW.minus(Duration.ofHours(11))));
        }
        waiting.addAll(many(5, OTHER, QosTier.STANDARD, "a", 1));
        assertThat(byBuyer(round(1_000, 10, waiting, List.of()).grantAll()))
                .isEqualTo(Map.of(GOLD, 5L, OTHER, 5L));
    }

    @Test
    void whatCannotBePlacedWaitsAndTheNextIsTried() {
        List<Waiting> waiting = many(3, GOLD, QosTier.STANDARD, "a", 1);
        AdmissionRound round = round(10, 10, waiting, List.of());
        assertThat(round.next()).contains(waiting.get(0));
        assertThat(round.next()).contains(waiting.get(0));
        round.refused();
        assertThat(round.grantAll()).containsExactly(waiting.get(1), waiting.get(2));
        assertThat(round.next()).isEmpty();
    }

    private List<Waiting> admitted(long free, List<Waiting> waiting, List<Standing> standings) {
        return round(free, free, waiting, standings).grantAll();
    }

    private static AdmissionRound round(
            long total, long free, Collection<Waiting> waiting, List<Standing> standings) {
        return AdmissionRound.open(
                RULES, Gpus.of("a", total), Gpus.of("a", free), waiting, standings, NOW);
    }

    private static Map<BuyerId, Long> byBuyer(List<Waiting> admitted) {
        return admitted.stream()
                .collect(Collectors.groupingBy(Waiting::buyer, Collectors.counting()));
    }

    private static Standing standing(BuyerId buyer, FairWeight weight) {
        return Standing.newcomer(buyer, weight, NOW);
    }

    private List<Waiting> many(
            int count, BuyerId buyer, QosTier tier, String chipClass, long gpus) {
        List<Waiting> many = new ArrayList<>();
        for (int i = 0; i < count; i++) many.add(waiting(buyer, tier, Gpus.of(chipClass, gpus)));
        return many;
    }

    private Waiting waiting(BuyerId buyer, QosTier tier, Gpus needs) {
        return waiting(buyer, tier, needs, NOW);
    }

    private Waiting waiting(BuyerId buyer, QosTier tier, Gpus needs, Instant since) {
        return new Waiting(new WorkId(new UUID(0, ++ids)), buyer, tier, since, needs);
    }
}
