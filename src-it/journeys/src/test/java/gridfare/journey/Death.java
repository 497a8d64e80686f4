package gridfare.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Gatherers;

/// How the server dies: at a named step of the way, or at any moment.
sealed interface Death {

    /// What is under way while the server dies, in the order of the way.
    enum Phase {
        /// From the acceptance to running machines.
        START(
                List.of(
                        new AtStep("before-provider-call"),
                        new AtStep("after-provider-started-before-record"),
                        new AtStep("after-record")),
                1),
        /// From the order to stop to the usage record.
        STOP(List.of(new AtStep("after-stop-before-record"), new AtStep("after-usage")), 2),
        /// From the close of the period to the paid invoice.
        PAY(
                List.of(
                        new AtStep("before-payment-call"),
                        new AtStep("after-payment-before-record")),
                2);

        private final List<AtStep> steps;
        private final int moments;

        Phase(List<AtStep> steps, int moments) {
            this.steps = steps;
            this.moments = moments;
        }

        /// Four deaths, of which an odd seed takes two and the even one after it the others: two
        /// seeds die at every step. The named steps come in the order in which the way reaches
        /// them, then the moments.
        private List<Death> dealt(long seed) {
            var random = new SplittableRandom((seed + 1) / 2 * 31 + ordinal());
            List<Death> deck = new ArrayList<>(steps);
            for (int i = 0; i < moments; i++) {
                deck.add(new AtMoment(Duration.ofMillis(random.nextInt(2_500))));
            }
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
            for (int i = 3; i > 0; i--) {
                Collections.swap(order, i, random.nextInt(i + 1));
            }
            return order.stream()
                    .gather(Gatherers.windowFixed(2))
                    .skip(seed % 2 == 0 ? 1 : 0)
                    .findFirst()
                    .orElseThrow()
                    .stream()
                    .sorted(Comparator.naturalOrder())
                    .map(deck::get)
                    .toList();
        }
    }

    /// The server is made to die when it reaches a step.
    record AtStep(String name) implements Death {
        @Override
        public String toString() {
            return name;
        }
    }

    /// It is killed so long after the command was sent.
    record AtMoment(Duration after) implements Death {
        @Override
        public String toString() {
            return "after " + after.toMillis() + " ms";
        }
    }

    /// Two deaths a phase.
    static List<Death> of(Phase phase, long seed) {
        return phase.dealt(seed);
    }
}
