package gridfare.web.job;

import gridfare.web.config.Demonstration;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.spi.TriggerFiredBundle;

/// Starts Quartz with the application and stops it with it. All nodes share the jobs through the
/// database: each turn of a job is taken by one of them.
@ApplicationScoped
public class Clockwork {

    private static final Logger LOG = System.getLogger(Clockwork.class.getName());
    private static final int JOBS_AT_ONCE = 6;

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource
    ManagedExecutorService executor;

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource(lookup = "java:jboss/datasources/GridfareMigrationDS")
    DataSource owner;

    /// Quartz looks it up by itself; named here so that the server takes it away after us.
    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource(lookup = "java:jboss/datasources/GridfareQuartzDS")
    DataSource schedule;

    @Inject Demonstration demonstration;
    @Inject OwnAffairs ownAffairs;
    @Inject @Any Instance<Job> jobs;

    private @Nullable Scheduler scheduler;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        QuartzTables.makeWhereMissing(owner);
        demonstration.seed();
        ownAffairs.begin();
        try {
            Scheduler started = new StdSchedulerFactory(settings()).getScheduler();
            started.setJobFactory((bundle, quartz) -> job(bundle));
            started.scheduleJobs(all(), true);
            started.start();
            scheduler = started;
        } catch (SchedulerException e) {
            throw new IllegalStateException("The jobs cannot be started.", e);
        }
    }

    void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        ownAffairs.end();
        Scheduler running = scheduler;
        if (running != null) {
            try {
                running.shutdown(true);
            } catch (SchedulerException e) {
                LOG.log(Level.WARNING, "The jobs did not stop in good order.", e);
            }
        }
    }

    private Job job(TriggerFiredBundle bundle) {
        return jobs.select(bundle.getJobDetail().getJobClass()).get();
    }

    private static Map<JobDetail, Set<? extends Trigger>> all() {
        return Jobs.ALL.entrySet().stream()
                .collect(
                        java.util.stream.Collectors.toMap(
                                entry -> detail(entry.getKey()),
                                entry -> Set.of(trigger(entry.getKey(), entry.getValue()))));
    }

    private static JobDetail detail(Class<? extends Job> job) {
        return JobBuilder.newJob(job).withIdentity(job.getSimpleName()).storeDurably().build();
    }

    /// A turn that was missed, because the server was down or busy, is not made up for: the next
    /// one does all that is due.
    private static Trigger trigger(Class<? extends Job> job, Duration interval) {
        return TriggerBuilder.newTrigger()
                .withIdentity(job.getSimpleName())
                .startNow()
                .withSchedule(
                        SimpleScheduleBuilder.simpleSchedule()
                                .withIntervalInMilliseconds(interval.toMillis())
                                .repeatForever()
                                .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }

    private Properties settings() {
        ManagedThreads.use(executor, JOBS_AT_ONCE);
        Properties settings = new Properties();
        settings.putAll(
                Map.ofEntries(
                        Map.entry("org.quartz.scheduler.instanceName", "gridfare"),
                        Map.entry("org.quartz.scheduler.instanceId", "AUTO"),
                        Map.entry("org.quartz.scheduler.skipUpdateCheck", "true"),
                        Map.entry("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "6"),
                        Map.entry("org.quartz.threadPool.class", ManagedThreads.class.getName()),
                        Map.entry(
                                "org.quartz.jobStore.class",
                                "org.quartz.impl.jdbcjobstore.JobStoreTX"),
                        Map.entry(
                                "org.quartz.jobStore.driverDelegateClass",
                                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate"),
                        Map.entry("org.quartz.jobStore.isClustered", "true"),
                        Map.entry("org.quartz.jobStore.acquireTriggersWithinLock", "true"),
                        Map.entry("org.quartz.jobStore.clusterCheckinInterval", "5000"),
                        Map.entry("org.quartz.jobStore.dataSource", "quartz"),
                        Map.entry(
                                "org.quartz.dataSource.quartz.jndiURL",
                                "java:jboss/datasources/GridfareQuartzDS")));
        return settings;
    }
}
