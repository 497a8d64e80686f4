package gridfare.web.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quartz.spi.ThreadPool;

/// Runs Quartz's jobs on the server's managed threads, where injection, transactions and naming
/// work.
///
/// Quartz makes it by its name and cannot hand it anything, hence the static field; there is one
/// scheduler in a deployment.
public final class ManagedThreads implements ThreadPool {

    private static final Logger LOG = System.getLogger(ManagedThreads.class.getName());
    private static final int PATIENCE_SECONDS = 8;

    private static @Nullable ManagedThreads used;

    private final Semaphore free;
    private final ExecutorService executor;
    private final int size;

    /// For Quartz; [#use] comes first.
    public ManagedThreads() {
        ManagedThreads prepared = used;
        if (prepared == null) {
            throw new IllegalStateException("No executor was named.");
        }
        this.executor = prepared.executor;
        this.size = prepared.size;
        this.free = new Semaphore(size);
    }

    private ManagedThreads(ExecutorService executor, int size) {
        this.executor = executor;
        this.size = size;
        this.free = new Semaphore(size);
    }

    static void use(ExecutorService executor, int size) {
        used = new ManagedThreads(executor, size);
    }

    @Override
    public boolean runInThread(Runnable job) {
        if (!free.tryAcquire()) {
            return false;
        }
        executor.execute(() -> {
            try {
                job.run();
            } finally {
                free.release();
            }
        });
        return true;
    }

    @Override
    public int blockForAvailableThreads() {
        free.acquireUninterruptibly();
        free.release();
        return Math.max(1, free.availablePermits());
    }

    @Override
    public void initialize() {}

    /// Waits for the jobs that run, but not for long: each may be cut off anywhere, its next turn
    /// goes on, and a gather may take longer than the server is given to stop.
    @Override
    public void shutdown(boolean waitForJobs) {
        if (!waitForJobs) {
            return;
        }
        try {
            if (!free.tryAcquire(size, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.INFO, "Jobs are still running; their next turn goes on.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int getPoolSize() {
        return size;
    }

    @Override
    public void setInstanceId(String id) {}

    @Override
    public void setInstanceName(String name) {}
}
