package gridfare.pricing.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.pricing.admission.Batch.Choice;
import gridfare.pricing.admission.Batch.Request;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Small cases worked out by hand.
class ChainedBatchTest {

    @Test
    void whoNeedsThePoolMoreGetsIt() {
        // Both like pool 0 best. The first would pay 1 more elsewhere, the second 50 more.
        Batch batch =
                new Batch(
                        List.of(1, 1),
                        List.of(
                                request(1, 1_000, new Choice(0, 1, 10), new Choice(1, 1, 11)),
                                request(2, 1_000, new Choice(0, 1, 10), new Choice(1, 1, 60))));
        var best = ChainedBatch.assign(batch, 10_000);
        assertThat(best.pools()).containsExactly(1, 0);
        assertThat(best.micros()).isEqualTo(21);
        assertThat(best.isProvenBest()).isTrue();
    }

    @Test
    void aGangGetsInWhereTwoSmallOnesMakeRoomForIt() {
        // In order of arrival the two small ones fill pool 0 and the gang of 2 waits for 1 000.
        Batch batch =
                new Batch(
                        List.of(2, 1, 1),
                        List.of(
                                request(1, 1_000, new Choice(0, 1, 10), new Choice(1, 1, 12)),
                                request(2, 1_000, new Choice(0, 1, 10), new Choice(2, 1, 13)),
                                request(3, 1_000, new Choice(0, 2, 20))));
        assertThat(ChainedBatch.assign(batch, 10_000).pools()).containsExactly(1, 2, 0);
    }

    @Test
    void whatFitsNowhereWaits() {
        Batch batch = new Batch(List.of(3), List.of(request(1, 77, new Choice(0, 4, 1))));
        var best = ChainedBatch.assign(batch, 10_000);
        assertThat(best.pools()).containsExactly(-1);
        assertThat(best.micros()).isEqualTo(77);
        assertThat(best.served()).isZero();
        assertThat(ChainedBatch.assign(new Batch(List.of(), List.of()), 10).micros()).isZero();
    }

    @Test
    void givingTooMuchIsFound() {
        Batch batch =
                new Batch(
                        List.of(1),
                        List.of(
                                request(1, 9, new Choice(0, 1, 1)),
                                request(2, 9, new Choice(0, 1, 1))));
        assertThat(batch.cost(List.of(0, -1))).isEqualTo(10);
        assertThatIllegalArgumentException().isThrownBy(() -> batch.cost(List.of(0, 0)));
    }

    private static Request request(int id, long waiting, Choice... choices) {
        return new Request(new WorkId(new UUID(0, id)), waiting, List.of(choices));
    }
}
