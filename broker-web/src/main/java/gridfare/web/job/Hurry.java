package gridfare.web.job;

import gridfare.domain.metering.CollectUsage;
import gridfare.domain.placement.Nudge;
import gridfare.domain.placement.Reconcile;
import gridfare.domain.placement.StartPlacements;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Runs the jobs of placing at once when a placement has just been accepted or stopped, and on
/// while machines are on their way, so that a buyer does not wait for a job's next turn. Losing
/// this loses nothing: the jobs come round anyway.
@ApplicationScoped
public class Hurry {

    private static final Logger LOG = System.getLogger(Hurry.class.getName());
    private static final long BETWEEN_LOOKS = Duration.ofMillis(150).toNanos();
    private static final int MOST_LOOKS = 400;

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource
    ManagedExecutorService executor;

    @Inject StartPlacements start;
    @Inject Reconcile reconcile;
    @Inject CollectUsage collect;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();

    void nudged(@Observes(during = TransactionPhase.AFTER_SUCCESS) Nudge nudge) {
        asked.set(true);
        if (running.compareAndSet(false, true)) {
            executor.execute(this::run);
        }
    }

    private void run() {
        try {
            for (int look = 0; look < MOST_LOOKS; look++) {
                boolean again = asked.getAndSet(false);
                if (again) {
                    start.run();
                }
                reconcile.follow();
                collect.run();
                if (!again && !asked.get() && !reconcile.anyOnTheWay()) {
                    return;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Hurrying failed; the jobs come round.", e);
        } finally {
            running.set(false);
            if (asked.get() && running.compareAndSet(false, true)) {
                executor.execute(this::run);
            }
        }
    }
}
