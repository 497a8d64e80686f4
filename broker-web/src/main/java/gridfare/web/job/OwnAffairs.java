package gridfare.web.job;

import gridfare.domain.clock.BusinessClock;
import gridfare.domain.offer.OfferBook;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// What each node does for itself, whatever the others do: read where the clock is, and bring its
/// copy of the market up to date.
@ApplicationScoped
public class OwnAffairs {

    private static final Logger LOG = System.getLogger(OwnAffairs.class.getName());
    private static final long CLOCK_MILLIS = 250;
    private static final long BOOK_MILLIS = 500;

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource
    ManagedScheduledExecutorService timer;

    @Inject BusinessClock clock;
    @Inject OfferBook book;

    private final List<ScheduledFuture<?>> running = new ArrayList<>();

    void begin() {
        every(CLOCK_MILLIS, "reading the clock", clock::refresh);
        every(BOOK_MILLIS, "refreshing the offer book", book::refresh);
    }

    void end() {
        running.forEach(task -> task.cancel(false));
    }

    /// A task that throws would never run again.
    private void every(long millis, String doing, Runnable task) {
        running.add(
                timer.scheduleWithFixedDelay(
                        () -> {
                            try {
                                task.run();
                            } catch (RuntimeException e) {
                                LOG.log(Level.WARNING, "Failed at " + doing + "; goes on.", e);
                            }
                        },
                        0,
                        millis,
                        TimeUnit.MILLISECONDS));
    }
}
