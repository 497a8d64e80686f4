package gridfare.domain.placement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Places at which a test may kill the server, to prove that the next run goes on. Off, unless the
/// setting `gridfare.failpoint` (system property) or `GRIDFARE_FAILPOINT` (environment) names one;
/// `name:3` is the third time that it is reached.
@ApplicationScoped
public class Failpoints {

    /// The intent to order is recorded; the provider knows nothing yet.
    public static final String BEFORE_PROVIDER_CALL = "before-provider-call";

    /// The provider has started machines; we have not recorded it.
    public static final String AFTER_PROVIDER_STARTED_BEFORE_RECORD =
            "after-provider-started-before-record";

    /// What the provider answered is recorded.
    public static final String AFTER_RECORD = "after-record";

    /// The provider has released the machines; we have not recorded it.
    public static final String AFTER_STOP_BEFORE_RECORD = "after-stop-before-record";

    /// Use is written; whoever asked for it has not gone on.
    public static final String AFTER_USAGE = "after-usage";

    private final Map<String, AtomicInteger> reached = new ConcurrentHashMap<>();
    private final @Nullable String killAt;
    private final int killAtTime;
    private final Map<String, Runnable> armed = new ConcurrentHashMap<>();

    public Failpoints() {
        String property = System.getProperty("gridfare.failpoint");
        String setting = property != null ? property : System.getenv("GRIDFARE_FAILPOINT");
        if (setting == null || setting.isBlank()) {
            killAt = null;
            killAtTime = 0;
        } else {
            int colon = setting.indexOf(':');
            killAt = colon < 0 ? setting : setting.substring(0, colon);
            killAtTime = colon < 0 ? 1 : Integer.parseInt(setting.substring(colon + 1));
        }
    }

    /// Kills the process here, without any last words, if that is wanted.
    public void reached(String point) {
        Runnable action = armed.remove(point);
        if (action != null) action.run();
        if (!point.equals(killAt)) return;
        int times = reached.computeIfAbsent(point, name -> new AtomicInteger()).incrementAndGet();
        if (times == killAtTime) {
            Runtime.getRuntime().halt(137); // what a shell reports of a process killed by SIGKILL
        }
    }

    /// For tests inside the process: does `action` once, when `point` is reached next.
    void arm(String point, Runnable action) {
        armed.put(point, action);
    }

    /// For tests: nothing happens at any point any more.
    void disarm() {
        armed.clear();
    }
}
