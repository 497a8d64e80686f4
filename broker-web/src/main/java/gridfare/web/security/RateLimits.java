package gridfare.web.security;

import gridfare.domain.key.CallLimit;
import gridfare.domain.key.CallLimit.Calls;
import gridfare.domain.key.ReadCallLimits;
import gridfare.web.security.RateLimit.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Counts how often each caller of the interface asks, against the limits in the database, which
/// are read again twice a minute. A node keeps its own count.
@ApplicationScoped
public class RateLimits {

    private static final int MOST_CALLERS = 10_000;
    private static final Duration KNOWN_FOR = Duration.ofSeconds(30);

    private final Function<Instant, List<CallLimit>> read;
    private final ConcurrentHashMap<String, RateLimit> callers = new ConcurrentHashMap<>();
    private volatile Known known = new Known(Instant.MIN, List.of());

    private record Known(Instant since, List<CallLimit> limits) {
        boolean isFresh(Instant now) {
            return !now.isBefore(since) && now.isBefore(since.plus(KNOWN_FOR));
        }
    }

    @Inject
    RateLimits(ReadCallLimits limits) {
        this(limits::inForce);
    }

    RateLimits(Function<Instant, List<CallLimit>> read) {
        this.read = read;
    }

    /// For the container, which needs a constructor without arguments for its proxy.
    protected RateLimits() {
        this(now -> List.of());
    }

    /// Counts one request.
    ///
    /// @param client as [BearerFilter] names a caller: `key/key_…`, or Keycloak's client and the
    ///   person
    /// @return where the caller stands, by kind of call; the request may go on if none says wait
    List<Standing> take(String client, boolean quote, Instant now) {
        if (callers.size() > MOST_CALLERS) {
            callers.values().removeIf(limit -> isIdle(limit, now));
        }
        List<Standing> standings = new ArrayList<>();
        limit(client, Calls.ALL, now)
                .map(limit -> take(client, limit, now))
                .ifPresent(standings::add);
        if (quote && standings.stream().allMatch(one -> one.waitSeconds() == 0)) {
            limit(client, Calls.QUOTES, now)
                    .map(limit -> take(client, limit, now))
                    .ifPresent(standings::add);
        }
        return standings;
    }

    private Standing take(String client, CallLimit limit, Instant now) {
        RateLimit bucket =
                callers.compute(
                        limit.calls() + " " + client,
                        (name, before) ->
                                before != null && before.keeps(limit)
                                        ? before
                                        : new RateLimit(limit, now));
        synchronized (bucket) {
            return bucket.take(now);
        }
    }

    /// A key's own limit, else its client's, else everybody's.
    private Optional<CallLimit> limit(String client, Calls calls, Instant now) {
        int slash = client.indexOf('/');
        String caller =
                client.startsWith("key/") ? client.substring(4) : client.substring(0, slash);
        return Stream.of(caller, CallLimit.EVERYBODY)
                .flatMap(name ->
                        inForce(now).stream()
                                .filter(one -> one.caller().equals(name) && one.calls() == calls))
                .findFirst();
    }

    private List<CallLimit> inForce(Instant now) {
        if (!known.isFresh(now)) {
            synchronized (this) {
                if (!known.isFresh(now)) {
                    known = new Known(now, read.apply(now));
                }
            }
        }
        return known.limits();
    }

    private static boolean isIdle(RateLimit limit, Instant now) {
        synchronized (limit) {
            return limit.isFull(now);
        }
    }
}
