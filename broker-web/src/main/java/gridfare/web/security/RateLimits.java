package gridfare.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// How often each caller of the interface may ask: 20 a second with 60 at once, quotes 5 a second;
/// the client of `replay` 200 a second. A node keeps its own count.
@ApplicationScoped
public class RateLimits {

    private static final int MOST_CALLERS = 10_000;
    private static final String REPLAY = "gridfare-replay/";

    private final ConcurrentHashMap<String, RateLimit> callers = new ConcurrentHashMap<>();

    /// @return whole seconds to wait, 0 where the request may go on
    int take(String client, boolean quote, Instant now) {
        if (callers.size() > MOST_CALLERS) {
            callers.values().removeIf(limit -> isIdle(limit, now));
        }
        int wait = take(client, client, 20, 60, now);
        return wait == 0 && quote ? take(client, client + "/quotes", 5, 15, now) : wait;
    }

    private int take(String client, String key, double perSecond, double burst, Instant now) {
        boolean replay = client.startsWith(REPLAY);
        RateLimit limit =
                callers.computeIfAbsent(
                        key,
                        unknown ->
                                replay
                                        ? new RateLimit(200, 400, now)
                                        : new RateLimit(perSecond, burst, now));
        synchronized (limit) {
            return limit.take(now);
        }
    }

    private static boolean isIdle(RateLimit limit, Instant now) {
        synchronized (limit) {
            return limit.isFull(now);
        }
    }
}
