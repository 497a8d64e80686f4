package gridfare.web.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.quartz.spi.ThreadPool;

/// Runs Quartz's jobs on the server's managed threads, where injection, transactions and naming
/// work.
///
/// Quartz makes it by its name and cannot hand it anything, hence the static field; there is one
/// scheduler in a deployment.
public final class ManagedThreads implements ThreadPool {

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

    @Override
    public void shutdown(boolean waitForJobs) {
        if (waitForJobs) {
            free.acquireUninterruptibly(size);
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
