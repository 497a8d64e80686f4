package gridfare.sandbox.machine;

import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.store.Change;
import gridfare.sandbox.store.Table;
import org.jspecify.annotations.Nullable;

/// How many machines each pool has, counting those in use. The catalogue's number unless it was
/// changed from outside.
final class Stock {

    private final Table<StockChange> changes;

    /// `machines` replaces the catalogue's number; `word` is told whatever the number is.
    record StockChange(int machines, @Nullable StockWord word) {}

    Stock(Table<StockChange> changes) {
        this.changes = changes;
    }

    int machines(Pool pool) {
        return changes.find(pool.id().key()).map(StockChange::machines).orElse(pool.machines());
    }

    @Nullable StockWord forcedWord(Pool pool) {
        StockChange change = changes.find(pool.id().key()).orElse(null);
        return change == null ? null : change.word();
    }

    Change set(Pool pool, int machines, @Nullable StockWord word) {
        return changes.put(pool.id().key(), new StockChange(machines, word));
    }
}
