package gridfare.billing.invoice;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.billing.ledger.CheckLedger;
import gridfare.billing.ledger.LedgerReport;
import gridfare.billing.testing.Flow;
import gridfare.billing.testing.Flow.Terms;
import gridfare.domain.metering.CollectUsage;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import gridfare.domain.testing.DomainContainer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever runs, whenever periods end: every second is charged once, and the books hold. The seed
/// is in the test's name.
class RandomUseTest {

    private static final long[] PAST_FAILURES = {};

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everySecondIsChargedOnce(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OrganisationId buyer = buyer(random.nextBoolean() ? "CN" : "DE");
        Map<UUID, Run> running = new HashMap<>();
        long used = 0;
        for (int step = 0; step < 25; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    int gpus = 1 << random.nextInt(4);
                    Terms terms =
                            Terms.of(buyer, gpus, random.nextBoolean() ? "2.100001" : "1.5")
                                    .project(random.nextBoolean() ? "a" : "b")
                                    .price(
                                            random.nextBoolean() ? "0.51 USD" : "3.6 CNY",
                                            "0.5 USD");
                    if (terms.price().currency().getCurrencyCode().equals("CNY")) {
                        terms = terms.price("3.6 CNY", "3.5 CNY");
                    }
                    running.put(flow().running(terms, second()), new Run(second(), gpus));
                }
                case 2 -> {
                    if (!running.isEmpty()) {
                        Map.Entry<UUID, Run> one = running.entrySet().iterator().next();
                        used += one.getValue().until(second());
                        flow().ended(one.getKey(), second());
                        running.remove(one.getKey());
                    }
                }
                case 3 -> DOMAIN.bean(ClosePeriod.class).close(OPERATOR, buyer);
                default -> {
                    DOMAIN.bean(CollectUsage.class).run();
                    DOMAIN.bean(IssueInvoices.class).run();
                }
            }
            DOMAIN.wall()
                    .advance(
                            random.nextInt(6) == 0
                                    ? Duration.ofHours(random.nextInt(1, 300))
                                    : Duration.ofMillis(random.nextLong(1, 5_000_000)));
        }
        for (Map.Entry<UUID, Run> left : running.entrySet()) {
            used += left.getValue().until(second());
            flow().ended(left.getKey(), second());
        }
        DOMAIN.bean(ClosePeriod.class).close(OPERATOR, buyer);

        long charged =
                flow().one(
                                """
                                select coalesce(sum(gpu_seconds), 0)::bigint from invoice_line
                                where organisation_uuid = '%s'
                                """
                                        .formatted(buyer.uuid()),
                                Long.class);
        long waiting =
                flow().one(
                                """
                                select coalesce(sum(gpu_seconds), 0)::bigint from usage_record u
                                where organisation_uuid = '%s' and not exists (
                                    select 1 from invoiced_usage i where i.usage_uuid = u.id_uuid)
                                """
                                        .formatted(buyer.uuid()),
                                Long.class);
        assertThat(charged + waiting).isEqualTo(used);
        assertThat(waiting).isLessThan(3_600); // less than a cent
        LedgerReport report = DOMAIN.bean(CheckLedger.class).check(OPERATOR);
        assertThat(report.invariants()).allMatch(LedgerReport.Invariant::holds);
        assertThat(
                        flow().rows(
                                        """
                                        select currency from ledger_entry group by currency
                                        having sum(minor_units) <> 0
                                        """,
                                        String.class))
                .isEmpty();
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(PAST_FAILURES), new SplittableRandom(7).longs(30));
    }

    private record Run(Instant since, int gpus) {
        long until(Instant end) {
            return gpus * Duration.between(since, end).toSeconds();
        }
    }

    private static OrganisationId buyer(String country) {
        OrganisationId id = new OrganisationId(UUID.randomUUID());
        flow().run(
                        """
                        insert into organisation
                            (id_uuid, name, country, billing_currency, buyer, provider)
                        values ('%s', 'Buyer', '%s', 'USD', true, false)
                        """
                                .formatted(id.uuid(), country));
        flow().run(
                        "insert into credit_line values ('%s', 'INVOICED', 10000000, 'USD')"
                                .formatted(id.uuid()));
        return id;
    }

    private static Instant second() {
        return DOMAIN.bean(InstantSource.class).instant().truncatedTo(SECONDS);
    }

    private static Flow flow() {
        return DOMAIN.bean(Flow.class);
    }
}
