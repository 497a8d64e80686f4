package gridfare.pricing.admission;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ten days of a cluster of 64 GPUs under a flood: one organisation of four times the weight always
/// has more small work waiting than fits, while two others now and then want a whole half of the
/// cluster, or one GPU. Nothing of the others waits longer than 12 h, because all work ends within
/// the 4 h between "urgent" and the longest wait.
class StarvationTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final BuyerId FLOOD = new BuyerId(new UUID(0, 1));

    private record Run(Waiting work, Instant end) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nobodyWaitsLongerThanTwelveHoursWhileTheTierIsServed(long seed) {
        var random = new SplittableRandom(seed);
        List<Waiting> waiting = new ArrayList<>();
        List<Run> running = new ArrayList<>();
        Map<BuyerId, Instant> lastUrgent = new HashMap<>();
        Duration longest = Duration.ZERO;
        int gangs = 0;
        int ids = 0;
        for (int step = 0; step < 10 * 24 * 6; step++) {
            Instant now = START.plus(STEP.multipliedBy(step));
            running.removeIf(run -> !run.end().isAfter(now));
            while (waiting.stream().filter(one -> one.buyer().equals(FLOOD)).count() < 40) {
                waiting.add(work(++ids, FLOOD, now, random.nextInt(1, 5)));
            }
            for (int other = 2; other <= 3; other++) {
                if (random.nextInt(24 * 6) == 0) {
                    long gpus = random.nextBoolean() ? 32 : 1;
                    waiting.add(work(++ids, new BuyerId(new UUID(0, other)), now, gpus));
                }
            }
            long busy = running.stream().mapToLong(run -> run.work().needs().in("a")).sum();
            List<Standing> standings = new ArrayList<>();
            for (long buyer = 1; buyer <= 3; buyer++) {
                BuyerId id = new BuyerId(new UUID(0, buyer));
                long has =
                        running.stream()
                                .filter(run -> run.work().buyer().equals(id))
                                .mapToLong(run -> run.work().needs().in("a"))
                                .sum();
                standings.add(
                        new Standing(
                                id,
                                FairWeight.of(id.equals(FLOOD) ? 4 : 1, 1_000),
                                Gpus.of("a", has),
                                PastUse.none(now),
                                START,
                                lastUrgent.get(id)));
            }
            FairRules rules = FairRules.starting();
            for (Waiting one :
                    AdmissionRound.open(
                                    rules,
                                    Gpus.of("a", 64),
                                    Gpus.of("a", 64 - busy),
                                    List.copyOf(waiting),
                                    standings,
                                    now)
                            .grantAll()) {
                waiting.remove(one);
                running.add(new Run(one, now.plus(Duration.ofMinutes(random.nextLong(10, 241)))));
                Duration waited = Duration.between(one.since(), now);
                if (waited.compareTo(rules.urgentAfter()) >= 0) lastUrgent.put(one.buyer(), now);
                if (one.buyer().equals(FLOOD)) continue;
                if (one.needs().in("a") == 32) gangs++;
                if (waited.compareTo(longest) > 0) longest = waited;
            }
            assertThat(running.stream().mapToLong(run -> run.work().needs().in("a")).sum())
                    .isLessThanOrEqualTo(64);
            assertThat(waiting)
                    .filteredOn(one -> !one.buyer().equals(FLOOD))
                    .allMatch(one ->
                            Duration.between(one.since(), now).compareTo(rules.longestWait()) <= 0);
        }
        assertThat(gangs).isPositive();
        // The bound is what holds it: the gangs do come near it.
        assertThat(longest).isGreaterThan(Duration.ofHours(4));
    }

    private static Waiting work(int id, BuyerId buyer, Instant since, long gpus) {
        return new Waiting(
                new WorkId(new UUID(1, id)), buyer, QosTier.STANDARD, since, Gpus.of("a", gpus));
    }
}
