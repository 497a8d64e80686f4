package gridfare.sandbox.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The latest calls received, oldest first. Kept in memory only: 20 000 of them.
public final class RequestLog {

    private static final int MOST = 20_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long received;

    /// A call as received, and what became of it: `status` 0 means that no answer was sent.
    public record Entry(
            long number,
            String vendor,
            Instant at,
            String action,
            Map<String, String> parameters,
            int status,
            @Nullable String code,
            @Nullable String fault) {}

    public synchronized void add(
            String vendor,
            Instant at,
            String action,
            Map<String, String> parameters,
            int status,
            @Nullable String code,
            @Nullable String fault) {
        entries.add(new Entry(++received, vendor, at, action, parameters, status, code, fault));
        if (entries.size() > MOST) entries.remove();
    }

    public synchronized List<Entry> of(@Nullable String vendor) {
        return entries.stream()
                .filter(entry -> vendor == null || vendor.equals(entry.vendor()))
                .toList();
    }

    public synchronized void clear() {
        entries.clear();
    }
}
