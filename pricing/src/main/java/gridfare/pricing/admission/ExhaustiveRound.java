package gridfare.pricing.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a round means: looks at all that waits each time. Quadratic, for tests.
final class ExhaustiveRound implements AdmissionRound {

    private final Shares shares;
    private final List<Waiting> undecided;
    private @Nullable Waiting current;
    private boolean currentIsUrgent;

    ExhaustiveRound(Shares shares) {
        this.shares = shares;
        this.undecided = new ArrayList<>(shares.waiting);
    }

    @Override
    public Optional<Waiting> next() {
        while (current == null && !undecided.isEmpty()) {
            Waiting best = undecided.stream().min(this::order).orElseThrow();
            current = best;
            currentIsUrgent = urgent(best);
            if (currentIsUrgent) shares.takeUrgentPlace(best);
            if (!shares.fits(best)) refused();
        }
        return Optional.ofNullable(current);
    }

    private int order(Waiting one, Waiting other) {
        return Comparator.comparing(Waiting::tier)
                .thenComparing(it -> !urgent(it))
                .thenComparing(it -> urgent(it) ? shares.clock(it) : shares.now)
                .thenComparing(it -> urgent(it) ? 0.0 : shares.claim(it))
                .thenComparing((a, b) -> urgent(a) ? 0 : a.since().compareTo(b.since()))
                .thenComparing(Waiting::id)
                .compare(one, other);
    }

    private boolean urgent(Waiting one) {
        return shares.isUrgent(one)
                && undecided.stream()
                        .filter(it -> it.buyer().equals(one.buyer()) && it.tier() == one.tier())
                        .noneMatch(it -> Waiting.OLDEST.compare(it, one) < 0);
    }

    @Override
    public boolean isUrgent() {
        return current != null && currentIsUrgent;
    }

    @Override
    public void granted() {
        shares.grant(taken(), currentIsUrgent);
    }

    @Override
    public void refused() {
        Waiting one = taken();
        if (currentIsUrgent) shares.keepFreeFor(one);
    }

    private Waiting taken() {
        Waiting one = current;
        if (one == null) throw new IllegalStateException("Nobody was named.");
        current = null;
        undecided.remove(one);
        return one;
    }
}
