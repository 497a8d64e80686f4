package gridfare.pricing.admission;

import gridfare.pricing.match.QosTier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A round that keeps organisations in a heap by their claim: O(log organisations) a piece of work.
/// An organisation's place changes only when it is served, and then it is put in anew.
final class FairRound implements AdmissionRound {

    private final Shares shares;
    private final Deque<QosTier> tiers = new ArrayDeque<>(Arrays.asList(QosTier.values()));
    private final Map<QosTier, Map<BuyerId, Deque<Waiting>>> lines = new EnumMap<>(QosTier.class);
    private final PriorityQueue<Head> urgent =
            new PriorityQueue<>(
                    Comparator.comparing((Head head) -> head.shares.clock(head.oldest))
                            .thenComparing(head -> head.oldest.id()));
    private final PriorityQueue<Head> others =
            new PriorityQueue<>(
                    Comparator.comparingDouble((Head head) -> head.claim)
                            .thenComparing(head -> head.oldest, Waiting.OLDEST));
    private @Nullable Head current;

    /// The oldest work of an organisation in the present tier.
    private record Head(
            Shares shares, Deque<Waiting> line, Waiting oldest, boolean isUrgent, double claim) {}

    FairRound(Shares shares) {
        this.shares = shares;
        List<Waiting> inOrder = shares.waiting.stream().sorted(Waiting.OLDEST).toList();
        for (Waiting one : inOrder) {
            lines.computeIfAbsent(one.tier(), tier -> new LinkedHashMap<>())
                    .computeIfAbsent(one.buyer(), buyer -> new ArrayDeque<>())
                    .add(one);
        }
    }

    @Override
    public Optional<Waiting> next() {
        while (current == null) {
            Head head = urgent.isEmpty() ? others.poll() : urgent.poll();
            if (head == null) {
                QosTier tier = tiers.poll();
                if (tier == null) return Optional.empty();
                lines.getOrDefault(tier, Map.of()).values().forEach(this::lineUp);
                continue;
            }
            current = head;
            if (head.isUrgent) shares.takeUrgentPlace(head.oldest);
            if (!shares.fits(head.oldest)) refused();
        }
        return Optional.of(current.oldest);
    }

    @Override
    public boolean isUrgent() {
        return current != null && current.isUrgent;
    }

    @Override
    public void granted() {
        Head head = taken();
        shares.grant(head.oldest, head.isUrgent);
        lineUp(head.line);
    }

    @Override
    public void refused() {
        Head head = taken();
        if (head.isUrgent) shares.keepFreeFor(head.oldest);
        lineUp(head.line);
    }

    private Head taken() {
        Head head = current;
        if (head == null) throw new IllegalStateException("Nobody was named.");
        current = null;
        head.line.poll();
        return head;
    }

    private void lineUp(Deque<Waiting> line) {
        Waiting oldest = line.peek();
        if (oldest == null) return;
        boolean isUrgent = shares.isUrgent(oldest);
        (isUrgent ? urgent : others)
                .add(new Head(shares, line, oldest, isUrgent, shares.claim(oldest)));
    }
}
