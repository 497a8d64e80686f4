package gridfare.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults still to come. The one added first strikes first; in memory only.
public final class Faults {

    private final List<Pending> pending = new ArrayList<>();

    private static final class Pending {
        final Fault fault;
        int left;

        Pending(Fault fault) {
            this.fault = fault;
            this.left = fault.times();
        }
    }

    /// A fault, and how many calls it will still strike.
    public record Left(Fault fault, int left) {}

    public synchronized void add(Fault fault) {
        if (fault.times() < 1) {
            throw new IllegalArgumentException("A fault strikes at least once: " + fault);
        }
        pending.add(new Pending(fault));
    }

    /// The fault that strikes this call, which uses it up by one.
    public synchronized Optional<Fault> strike(String vendor, String action) {
        Optional<Pending> first =
                pending.stream().filter(next -> next.fault.strikes(vendor, action)).findFirst();
        first.ifPresent(next -> {
            if (--next.left == 0) pending.remove(next);
        });
        return first.map(next -> next.fault);
    }

    public synchronized List<Left> all() {
        return pending.stream().map(next -> new Left(next.fault, next.left)).toList();
    }

    public synchronized void clear() {
        pending.clear();
    }
}
