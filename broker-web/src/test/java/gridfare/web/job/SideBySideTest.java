package gridfare.web.job;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.market.ProviderId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final ProviderId HANGS = new ProviderId(new UUID(0, 1));
    private static final ProviderId QUICK = new ProviderId(new UUID(0, 2));

    private final SideBySide sideBySide = new SideBySide();

    /// What threads would run, in the order in which it was handed to them.
    private final Deque<Runnable> handedOver = new ArrayDeque<>();

    private final List<ProviderId> asked = new ArrayList<>();

    @Test
    void aProviderThatHangsKeepsNoOtherWaitingAndIsNotAskedASecondTimeMeanwhile() {
        turn();
        Runnable hanging = handedOver.remove();
        handedOver.remove().run();
        turn();
        assertThat(handedOver).hasSize(1);
        handedOver.remove().run();
        assertThat(asked).containsExactly(QUICK, QUICK);

        hanging.run();
        turn();
        assertThat(handedOver).hasSize(2);
    }

    @Test
    void aTurnThatFailsIsTakenAgain() {
        for (int turn = 0; turn < 2; turn++) {
            sideBySide.run(
                    handedOver::add,
                    "stock",
                    List.of(QUICK),
                    id -> {
                        asked.add(id);
                        throw new IllegalStateException("The answer is unreadable.");
                    });
            handedOver.remove().run();
        }
        assertThat(asked).containsExactly(QUICK, QUICK);
    }

    @Test
    void stockAndPricesOfOneProviderDoNotWaitForEachOther() {
        sideBySide.run(handedOver::add, "stock", List.of(QUICK), asked::add);
        sideBySide.run(handedOver::add, "prices", List.of(QUICK), asked::add);
        assertThat(handedOver).hasSize(2);
    }

    private void turn() {
        sideBySide.run(handedOver::add, "stock", List.of(HANGS, QUICK), asked::add);
    }
}
