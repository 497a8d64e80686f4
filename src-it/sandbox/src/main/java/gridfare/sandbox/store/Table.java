package gridfare.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.sandbox.http.Json;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Rows of one type by key, read without locks. Written only through [Store#commit].
public final class Table<T> {

    private final String name;
    private final Class<T> type;
    private final ConcurrentSkipListMap<String, T> rows = new ConcurrentSkipListMap<>();

    Table(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    public Optional<T> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    /// All rows in the order of their keys: a view that others may be changing.
    public Collection<T> all() {
        return rows.values();
    }

    public Change put(String key, T row) {
        return new Change(this, key, Json.tree(row), () -> rows.put(key, row));
    }

    public Change remove(String key) {
        return new Change(this, key, null, () -> rows.remove(key));
    }

    String name() {
        return name;
    }

    void load(String key, @Nullable JsonNode row) {
        if (row == null || row.isNull()) {
            rows.remove(key);
        } else {
            rows.put(key, Json.value(row, type));
        }
    }

    void clear() {
        rows.clear();
    }

    void eachRow(RowReader reader) {
        rows.forEach((key, row) -> reader.read(key, Json.tree(row)));
    }

    /// Takes rows as JSON.
    interface RowReader {
        void read(String key, JsonNode row);
    }
}
