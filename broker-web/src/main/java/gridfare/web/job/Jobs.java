package gridfare.web.job;

import gridfare.billing.invoice.CollectPayments;
import gridfare.billing.invoice.IssueInvoices;
import gridfare.billing.stripe.StripeWebhook;
import gridfare.billing.subscription.CarryOutChanges;
import gridfare.domain.idempotency.Idempotency;
import gridfare.domain.metering.CollectUsage;
import gridfare.domain.notice.DeliverNotices;
import gridfare.domain.offer.GatherOffers;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.placement.AdmitQueued;
import gridfare.domain.placement.CountUtilisation;
import gridfare.domain.placement.EndDuePlacements;
import gridfare.domain.placement.ExpireClaims;
import gridfare.domain.placement.Reconcile;
import gridfare.domain.placement.StartPlacements;
import gridfare.domain.provider.CallLog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/// Every job and how often it looks, in wall time. What is due by business time, the use case
/// itself asks.
final class Jobs {

    static final Map<Class<? extends Job>, Duration> ALL =
            Map.ofEntries(
                    Map.entry(GatherStock.class, Duration.ofSeconds(5)),
                    Map.entry(GatherPrices.class, Duration.ofSeconds(5)),
                    Map.entry(Start.class, Duration.ofSeconds(2)),
                    Map.entry(Watch.class, Duration.ofSeconds(2)),
                    Map.entry(End.class, Duration.ofSeconds(2)),
                    Map.entry(Admit.class, Duration.ofSeconds(5)),
                    Map.entry(Expire.class, Duration.ofSeconds(15)),
                    Map.entry(Meter.class, Duration.ofSeconds(2)),
                    Map.entry(Issue.class, Duration.ofSeconds(10)),
                    Map.entry(Collect.class, Duration.ofSeconds(2)),
                    Map.entry(Subscriptions.class, Duration.ofSeconds(5)),
                    Map.entry(Webhooks.class, Duration.ofSeconds(5)),
                    Map.entry(Utilisation.class, Duration.ofSeconds(15)),
                    Map.entry(Deliver.class, Duration.ofSeconds(2)),
                    Map.entry(Forget.class, Duration.ofMinutes(10)));

    private Jobs() {}

    @Dependent
    @DisallowConcurrentExecution
    static class GatherStock implements Job {
        @Inject GatherOffers gather;
        @Inject SideBySide sideBySide;

        @Override
        public void execute(JobExecutionContext context) {
            sideBySide.run("stock", gather.stockDue(), gather::stockOf);
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class GatherPrices implements Job {
        @Inject GatherOffers gather;
        @Inject SideBySide sideBySide;

        @Override
        public void execute(JobExecutionContext context) {
            sideBySide.run("prices", gather.pricesDue(), gather::pricesOf);
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Start implements Job {
        @Inject StartPlacements start;

        @Override
        public void execute(JobExecutionContext context) {
            start.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Watch implements Job {
        @Inject Reconcile reconcile;

        @Override
        public void execute(JobExecutionContext context) {
            reconcile.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class End implements Job {
        @Inject EndDuePlacements end;

        @Override
        public void execute(JobExecutionContext context) {
            end.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Admit implements Job {
        @Inject AdmitQueued admit;

        @Override
        public void execute(JobExecutionContext context) {
            admit.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Expire implements Job {
        @Inject ExpireClaims expire;

        @Override
        public void execute(JobExecutionContext context) {
            expire.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Meter implements Job {
        @Inject CollectUsage collect;

        @Override
        public void execute(JobExecutionContext context) {
            collect.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Issue implements Job {
        @Inject IssueInvoices issue;

        @Override
        public void execute(JobExecutionContext context) {
            issue.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Collect implements Job {
        @Inject CollectPayments collect;

        @Override
        public void execute(JobExecutionContext context) {
            collect.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Subscriptions implements Job {
        @Inject CarryOutChanges carryOut;

        @Override
        public void execute(JobExecutionContext context) {
            carryOut.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Webhooks implements Job {
        @Inject StripeWebhook webhook;

        @Override
        public void execute(JobExecutionContext context) {
            webhook.applyStored();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Utilisation implements Job {
        @Inject CountUtilisation count;

        @Override
        public void execute(JobExecutionContext context) {
            count.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Deliver implements Job {
        @Inject DeliverNotices deliver;

        @Override
        public void execute(JobExecutionContext context) {
            deliver.run();
        }
    }

    @Dependent
    @DisallowConcurrentExecution
    static class Forget implements Job {
        @Inject CallLog calls;
        @Inject Idempotency idempotency;
        @Inject OfferBook book;

        @Override
        public void execute(JobExecutionContext context) {
            calls.forgetOld();
            idempotency.forgetOld();
            book.forgetOld();
        }
    }
}
