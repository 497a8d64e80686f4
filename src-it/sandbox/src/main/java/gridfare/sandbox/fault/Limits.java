package gridfare.sandbox.fault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How often an action may be called in a minute of wall time. As at Alibaba, who passes the limit
/// in a minute is refused until the next one. No limit unless set; in memory only.
public final class Limits {

    private final ConcurrentMap<Key, Limit> limits = new ConcurrentHashMap<>();
    private final Map<Key, Count> counts = new ConcurrentHashMap<>();

    private record Key(String vendor, String action) {}

    private record Count(long minute, int calls) {}

    /// At most `perMinute` calls of `action` (`*`: of each action that has no limit of its own).
    public record Limit(String vendor, String action, int perMinute) {}

    public void set(Limit limit) {
        limits.put(new Key(limit.vendor(), limit.action()), limit);
    }

    /// Counts the call.
    public boolean allows(String vendor, String action, Instant now) {
        if (limits.isEmpty()) return true;
        Key key = new Key(vendor, action);
        Limit limit = limits.getOrDefault(key, limits.get(new Key(vendor, "*")));
        if (limit == null) return true;
        long minute = now.getEpochSecond() / 60;
        Count count =
                counts.merge(
                        key,
                        new Count(minute, 1),
                        (old, one) ->
                                old.minute() == minute ? new Count(minute, old.calls() + 1) : one);
        return count.calls() <= limit.perMinute();
    }

    public List<Limit> all() {
        return List.copyOf(limits.values());
    }

    public void clear() {
        limits.clear();
        counts.clear();
    }
}
