package gridfare.pricing.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What both rounds compute with: who has how much of what, and what is free.
final class Shares {

    final FairRules rules;
    final List<Waiting> waiting;
    final Instant now;
    private final List<String> classes;
    private final double[] total;
    private final long[] free;
    private final Map<BuyerId, Account> accounts = new HashMap<>();

    /// One organisation in this round.
    static final class Account {
        final BuyerId buyer;
        private final double weight;
        private final double[] used;
        private Instant urgentClock;
        private boolean urgentPlaceTaken;

        private Account(Standing standing, double[] used) {
            this.buyer = standing.buyer();
            this.weight = standing.weight().thousandths() / 1e3;
            this.used = used;
            this.urgentClock = standing.lastUrgent() == null ? Instant.MIN : standing.lastUrgent();
        }
    }

    Shares(
            FairRules rules,
            Gpus total,
            Gpus free,
            Collection<Waiting> waiting,
            Collection<Standing> standings,
            Instant now) {
        this.rules = rules;
        this.now = now;
        this.waiting = List.copyOf(waiting);
        TreeSet<String> names = new TreeSet<>(total.byClass().keySet());
        names.addAll(free.byClass().keySet());
        waiting.forEach(one -> names.addAll(one.needs().byClass().keySet()));
        standings.forEach(one -> {
            names.addAll(one.running().byClass().keySet());
            names.addAll(one.past().gpuSeconds().keySet());
        });
        this.classes = List.copyOf(names);
        this.free = classes.stream().mapToLong(free::in).toArray();
        this.total =
                classes.stream()
                        .mapToDouble(name -> Math.max(1, Math.max(total.in(name), free.in(name))))
                        .toArray();
        openAccounts(standings);
    }

    /// In the order of entering, so that each newcomer is level with the least served of those who
    /// were there before.
    private void openAccounts(Collection<Standing> standings) {
        Map<BuyerId, Standing> known = new HashMap<>();
        standings.forEach(one -> known.put(one.buyer(), one));
        waiting.forEach(one ->
                known.computeIfAbsent(
                        one.buyer(),
                        buyer -> Standing.newcomer(buyer, FairWeight.PAY_AS_YOU_GO, one.since())));
        List<Standing> inOrder = new ArrayList<>(known.values());
        inOrder.sort(
                Comparator.comparing(Standing::entered)
                        .thenComparing(one -> one.buyer().uuid().toString()));
        double least = Double.NaN;
        double leastBefore = Double.NaN;
        Instant before = Instant.MIN;
        for (Standing standing : inOrder) {
            if (standing.entered().isAfter(before)) leastBefore = least;
            before = standing.entered();
            Account account = new Account(standing, used(standing));
            if (!Double.isNaN(leastBefore)) charge(account, standing.entered(), leastBefore);
            accounts.put(account.buyer, account);
            double share = share(account);
            if (Double.isNaN(least) || share < least) least = share;
        }
    }

    /// What runs, and what past use comes to as a steady use.
    private double[] used(Standing standing) {
        double[] used = new double[classes.size()];
        PastUse past = standing.past().at(now, rules.halfLife());
        double life = PastUse.meanLifeSeconds(rules.halfLife());
        for (int i = 0; i < used.length; i++) {
            String name = classes.get(i);
            used[i] = (standing.running().in(name) + past.in(name) / life) / total[i];
        }
        return used;
    }

    /// A newcomer's share is lifted to that of the least served, as far as its charge has not
    /// faded.
    private void charge(Account newcomer, Instant entered, double leastShare) {
        double level = leastShare * PastUse.left(entered, now, rules.halfLife()) * newcomer.weight;
        for (int i = 0; i < newcomer.used.length; i++) {
            newcomer.used[i] = Math.max(newcomer.used[i], level);
        }
    }

    Account account(Waiting one) {
        Account account = accounts.get(one.buyer());
        if (account == null) throw new IllegalStateException(one + " has no account.");
        return account;
    }

    boolean fits(Waiting one) {
        for (int i = 0; i < free.length; i++) {
            if (one.needs().in(classes.get(i)) > free[i]) return false;
        }
        return true;
    }

    /// It has its GPUs: they are no longer free and count as used.
    void grant(Waiting one, boolean urgent) {
        Account account = account(one);
        for (int i = 0; i < free.length; i++) {
            long needed = one.needs().in(classes.get(i));
            free[i] -= needed;
            account.used[i] += needed / total[i];
        }
        if (urgent) account.urgentClock = now;
    }

    /// What is free of what it needs is kept for it.
    void keepFreeFor(Waiting one) {
        for (int i = 0; i < free.length; i++) {
            free[i] -= Math.min(free[i], one.needs().in(classes.get(i)));
        }
    }

    void takeUrgentPlace(Waiting one) {
        account(one).urgentPlaceTaken = true;
    }

    /// From when its waiting counts.
    Instant clock(Waiting one) {
        Instant last = account(one).urgentClock;
        return last.isAfter(one.since()) ? last : one.since();
    }

    /// Whether it may have its organisation's urgent place; only the oldest work of one may.
    boolean isUrgent(Waiting oldest) {
        return !account(oldest).urgentPlaceTaken
                && !clock(oldest).plus(rules.urgentAfter()).isAfter(now);
    }

    /// Smallest is served first.
    double claim(Waiting one) {
        Duration waited = Duration.between(clock(one), now);
        double age = (double) waited.toMillis() / rules.longestWait().toMillis();
        return share(account(one)) * (1 - Math.clamp(age, 0, 1));
    }

    private static double share(Account account) {
        return Arrays.stream(account.used).max().orElse(0) / account.weight;
    }
}
