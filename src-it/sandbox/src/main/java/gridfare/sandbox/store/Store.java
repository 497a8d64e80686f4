package gridfare.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that survives a restart. A commit is one line of the journal, flushed to the disk before
/// anyone sees it: after a kill at any moment it has happened wholly or not at all.
public final class Store implements AutoCloseable {

    private final Map<String, Table<?>> tables = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonNode>> unclaimed = new HashMap<>();
    private final @Nullable Journal journal;

    private Store(@Nullable Journal journal) {
        this.journal = journal;
    }

    /// Without a directory everything is in memory only.
    public static Store open(@Nullable Path directory) {
        if (directory == null) return new Store(null);
        Store store = new Store(Journal.open(directory));
        store.load();
        return store;
    }

    private void load() {
        if (journal == null) return;
        for (JsonNode commit : journal.read()) {
            for (JsonNode change : commit) {
                Map<String, JsonNode> rows =
                        unclaimed.computeIfAbsent(
                                change.get("t").asText(), name -> new HashMap<>());
                JsonNode row = change.get("v");
                if (row.isNull()) {
                    rows.remove(change.get("k").asText());
                } else {
                    rows.put(change.get("k").asText(), row);
                }
            }
        }
        List<ArrayNode> snapshot = new ArrayList<>();
        unclaimed.forEach(
                (table, rows) -> rows.forEach((key, row) -> snapshot.add(line(table, key, row))));
        journal.replace(snapshot);
    }

    /// The table of that name, with the rows of the last run.
    public synchronized <T> Table<T> table(String name, Class<T> type) {
        Table<T> table = new Table<>(name, type);
        if (tables.put(name, table) != null) {
            throw new IllegalArgumentException("There is already a table " + name);
        }
        Map<String, JsonNode> rows = unclaimed.remove(name);
        if (rows != null) rows.forEach(table::load);
        return table;
    }

    public void commit(Change... changes) {
        commit(Arrays.asList(changes));
    }

    public synchronized void commit(Collection<Change> changes) {
        if (journal != null) {
            ArrayNode line = Json.array();
            changes.forEach(change -> line.add(node(change)));
            journal.append(line);
        }
        changes.forEach(change -> change.apply().run());
    }

    /// Forgets every row of every table.
    public synchronized void clear() {
        if (journal != null) journal.replace(List.of());
        tables.values().forEach(Table::clear);
    }

    private static ArrayNode line(String table, String key, JsonNode row) {
        return Json.array().add(node(table, key, row));
    }

    private static ObjectNode node(Change change) {
        return node(change.table().name(), change.key(), change.row());
    }

    private static ObjectNode node(String table, String key, @Nullable JsonNode row) {
        ObjectNode node = Json.object().put("t", table).put("k", key);
        node.set("v", row);
        return node;
    }

    @Override
    public synchronized void close() {
        if (journal != null) journal.close();
    }
}
