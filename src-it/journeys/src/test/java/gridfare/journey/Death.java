package gridfare.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// How the server dies: at a named step of the way, or at any moment.
sealed interface Death {

    /// What is under way while the server dies, in the order of the way.
    enum Phase {
        /// From the acceptance to running machines.
        START,
        /// From the order to stop to the usage record.
        STOP,
        /// From the close of the period to the paid invoice.
        PAY;

        /// Where it can be made to die, in the order in which the way comes by.
        private List<Death> steps() {
            return switch (this) {
                case START ->
                        List.of(
                                new AtStep("before-provider-call"),
                                new AtStep("after-provider-started-before-record"),
                                new AtStep("after-record"));
                case STOP ->
                        List.of(new AtStep("after-stop-before-record"), new AtStep("after-usage"));
                case PAY ->
                        List.of(
                                new AtStep("before-payment-call"),
                                new AtStep("after-payment-before-record"));
            };
        }
    }

    /// Two deaths of the four of a phase, named steps first, then moments. An odd seed takes two
    /// and the even one after it the others, so that two seeds die at every step.
    static List<Death> of(Phase phase, long seed) {
        var random = new SplittableRandom((seed + 1) / 2);
        for (Phase earlier : Phase.values()) {
            random = random.split();
            if (earlier == phase) break;
        }
        List<Death> deck = new ArrayList<>(phase.steps());
        while (deck.size() < 4) {
            deck.add(new AtMoment(Duration.ofMillis(random.nextInt(2_500))));
        }
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
        for (int last = 3; last > 0; last--) {
            Collections.swap(order, last, random.nextInt(last + 1));
        }
        List<Integer> dealt = seed % 2 == 0 ? order.subList(2, 4) : order.subList(0, 2);
        return dealt.stream().sorted().map(deck::get).toList();
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
}
