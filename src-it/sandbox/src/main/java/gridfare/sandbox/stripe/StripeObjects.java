package gridfare.sandbox.stripe;

import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// All objects there are. Written through [Work].
public final class StripeObjects {

    private final Table<Stored> objects;
    private final AtomicLong lastNumber;

    public StripeObjects(Store store) {
        this.objects = store.table("stripe-object", Stored.class);
        this.lastNumber =
                new AtomicLong(objects.all().stream().mapToLong(Stored::number).max().orElse(0));
    }

    Optional<Stored> find(String id) {
        return objects.find(id);
    }

    /// Those of a kind, the newest first.
    List<Stored> all(Kind kind) {
        return objects.all().stream()
                .filter(object -> object.kind().equals(kind.word()))
                .sorted(Comparator.comparingLong(Stored::number).reversed())
                .toList();
    }

    long nextNumber() {
        return lastNumber.incrementAndGet();
    }

    Table<Stored> table() {
        return objects;
    }
}
