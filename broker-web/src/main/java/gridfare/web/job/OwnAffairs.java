package gridfare.web.job;

import gridfare.domain.clock.BusinessClock;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.provider.CallLog;
import gridfare.domain.provider.Reliabilities;
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

/// What each node does for itself, whatever the others do: read where the clock is, bring its copy
/// of the market up to date, and write down how providers answered it.
@ApplicationScoped
public class OwnAffairs {

    private static final Logger LOG = System.getLogger(OwnAffairs.class.getName());
    private static final long CLOCK_MILLIS = 250;
    private static final long BOOK_MILLIS = 500;
    private static final long CALLS_MILLIS = 5_000;
    private static final long PAST_MILLIS = 30_000;

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource
    ManagedScheduledExecutorService timer;

    @Inject BusinessClock clock;
    @Inject OfferBook book;
    @Inject CallLog calls;
    @Inject Reliabilities reliabilities;

    private final List<ScheduledFuture<?>> running = new ArrayList<>();

    void begin() {
        every(CLOCK_MILLIS, "reading the clock", clock::refresh);
        every(BOOK_MILLIS, "refreshing the offer book", book::refresh);
        every(CALLS_MILLIS, "writing down how providers answer", calls::flush);
        every(PAST_MILLIS, "counting what became of legs", reliabilities::refresh);
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
