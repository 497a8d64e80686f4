package gridfare.billing.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.billing.invoice.ClosePeriod;
import gridfare.billing.testing.Flow;
import gridfare.billing.testing.Flow.Terms;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import gridfare.domain.placement.CreditAnswer;
import gridfare.domain.placement.CreditAnswer.Exceeded;
import gridfare.domain.placement.CreditAnswer.Granted;
import gridfare.domain.placement.CreditAnswer.NoCredit;
import gridfare.domain.placement.CreditCheck;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.LedgerAmount;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What counts against a limit, to the minor unit.
class CreditLimitTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");

    /// Accepts as `AcceptQuote` does: check first, then the placement, in one transaction on the
    /// tenants' pool.
    @UseCase
    static class Accept {

        @Inject CreditCheck credit;
        @Inject StatelessSession session;

        CreditAnswer check(Party buyer, LedgerAmount upTo) {
            return credit.check(buyer, upTo);
        }

        CreditAnswer accept(Party buyer, LedgerAmount upTo) {
            CreditAnswer answer = credit.check(buyer, upTo);
            if (answer instanceof Granted) {
                UUID id = UUID.randomUUID();
                session.createNativeMutationQuery(
                                """
                                insert into quote (id_uuid, organisation_uuid, asked_by_uuid,
                                    asked_at, valid_until, state, request, decision)
                                values ('%1$s', '%2$s', '%1$s', '%3$s', '%3$s', 'ACCEPTED', '{}', '{}')
                                """
                                        .formatted(
                                                id,
                                                buyer.organisation().uuid(),
                                                DomainContainer.START))
                        .executeUpdate();
                session.createNativeMutationQuery(
                                """
                                insert into placement (id_uuid, version, organisation_uuid,
                                    quote_uuid, option_uuid, accepted_by_uuid, accepted_at, tier,
                                    tags, state, gpus, estimate_micros, estimate_currency,
                                    starts_at, start_by, duration_seconds, premium_gpus)
                                values ('%1$s', 0, '%2$s', '%1$s', '%1$s', '%1$s', '%3$s',
                                    'STANDARD', '{}', 'REQUESTED', 1, %4$d, 'USD', '%3$s', '%3$s',
                                    3600, 0)
                                """
                                        .formatted(
                                                id,
                                                buyer.organisation().uuid(),
                                                DomainContainer.START,
                                                upTo.minorUnits() * 10_000))
                        .executeUpdate();
            }
            return answer;
        }
    }

    @SuppressWarnings("NullAway.Init") // set before each test
    private Party buyer;

    @BeforeEach
    void aBuyerWithAHundredDollars() {
        buyer = buyer("INVOICED", 10_000);
    }

    @Test
    void theLimitIsReachedAndNotPassed() {
        assertThat(check("100.00")).isEqualTo(new Granted());
        assertThat(check("100.01")).isEqualTo(new Exceeded(LedgerAmount.of("0.01", "USD")));
    }

    @Test
    void whoHasNoTermsHasNoCredit() {
        Party prepaid = buyer("PREPAID", 0);
        Party stranger =
                new Party(
                        new PersonId(UUID.randomUUID()),
                        "Stranger",
                        new OrganisationId(UUID.randomUUID()),
                        Role.OWNER);
        for (Party other : List.of(prepaid, stranger)) {
            assertThat(DOMAIN.bean(Accept.class).check(other, LedgerAmount.of("1.00", "USD")))
                    .isEqualTo(new NoCredit());
        }
        assertThat(DOMAIN.bean(Accept.class).check(buyer, LedgerAmount.of("1.00", "CNY")))
                .isEqualTo(new NoCredit());
    }

    @Test
    void whatWaitsCountsByItsEstimate() {
        flow().requested(Terms.of(buyer.organisation(), 1, "2.00"), "40");

        assertThat(check("60.00")).isEqualTo(new Granted());
        assertThat(check("60.01")).isInstanceOf(Exceeded.class);
    }

    @Test
    void anExtensionCountsAtItsOwnRate() {
        // 2 GPUs: 10 hours at 1.50 = 30.00, then 5 hours more at 2.00 = 20.00
        UUID leg =
                flow().running(
                                Terms.of(buyer.organisation(), 2, "1.50")
                                        .lasting(Duration.ofHours(10)),
                                now());
        flow().run(
                        """
                        update leg set later_rates = '[{"valid_from": "%s", "rate_micros": 2000000}]'
                        where id_uuid = '%s'
                        """
                                .formatted(now().plus(Duration.ofHours(10)), leg));
        flow().run(
                        """
                        update placement set agreed_end = '%s'
                        where id_uuid = (select placement_uuid from leg where id_uuid = '%s')
                        """
                                .formatted(now().plus(Duration.ofHours(15)), leg));

        assertThat(check("50.00")).isEqualTo(new Granted());
        assertThat(check("50.01")).isInstanceOf(Exceeded.class);
    }

    @Test
    void whatIsPausedCountsByTheTimeThatIsLeft() {
        // 4 GPUs at 1.50, 5 hours left: 30.00
        UUID leg =
                flow().running(
                                Terms.of(buyer.organisation(), 4, "1.50")
                                        .lasting(Duration.ofHours(10)),
                                now());
        flow().run(
                        """
                        update placement set agreed_end = null, remaining_seconds = 18000, state = 'QUEUED'
                        where id_uuid = (select placement_uuid from leg where id_uuid = '%s')
                        """
                                .formatted(leg));
        flow().run("update leg set state = 'PLANNED' where id_uuid = '%s'".formatted(leg));

        assertThat(check("70.00")).isEqualTo(new Granted());
        assertThat(check("70.01")).isInstanceOf(Exceeded.class);
    }

    @Test
    void whatRunsCountsToItsAgreedEndWhateverHasBeenWritten() {
        // 4 GPUs at 1.50 for 10 hours: 60.00
        UUID leg =
                flow().running(
                                Terms.of(buyer.organisation(), 4, "1.50")
                                        .lasting(Duration.ofHours(10)),
                                now());
        assertThat(check("40.00")).isEqualTo(new Granted());
        assertThat(check("40.01")).isInstanceOf(Exceeded.class);

        flow().use(leg, now(), now().plusSeconds(5_400));
        assertThat(check("40.00")).isEqualTo(new Granted());
        assertThat(check("40.01")).isInstanceOf(Exceeded.class);
    }

    @Test
    void whatEndedEarlyCountsAsItWasUsedThenAsItIsOwed() {
        UUID leg =
                flow().running(
                                Terms.of(buyer.organisation(), 4, "1.50")
                                        .lasting(Duration.ofHours(10)),
                                now());
        DOMAIN.wall().advance(Duration.ofHours(1));
        flow().ended(leg, now()); // 6.00, not written yet
        assertThat(check("94.00")).isEqualTo(new Granted());
        assertThat(check("94.01")).isInstanceOf(Exceeded.class);

        DOMAIN.bean(ClosePeriod.class).close(OPERATOR, buyer.organisation());
        assertThat(check("94.00")).isEqualTo(new Granted());
        assertThat(check("94.01")).isInstanceOf(Exceeded.class);
    }

    @Test
    void taxCountsAsItWillBeInvoiced() {
        flow().run(
                        "update organisation set country = 'CN' where id_uuid = '%s'"
                                .formatted(buyer.organisation().uuid()));
        flow().running(
                        Terms.of(buyer.organisation(), 1, "1.00").lasting(Duration.ofHours(50)),
                        now()); // 50.00 and 3.00
        assertThat(check("47.00")).isEqualTo(new Granted());
        assertThat(check("47.01")).isInstanceOf(Exceeded.class);
    }

    @Test
    void othersDoNotCount() {
        Party other = buyer("INVOICED", 10_000);
        flow().requested(Terms.of(other.organisation(), 1, "2.00"), "40");

        assertThat(check("100.00")).isEqualTo(new Granted());
    }

    @Test
    void acceptsAtOnceNeverPassTheLimitTogether() throws Exception {
        int granted = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<CreditAnswer>> tasks =
                    IntStream.range(0, 40)
                            .<Callable<CreditAnswer>>mapToObj(i ->
                                    () ->
                                            DOMAIN.bean(Accept.class)
                                                    .accept(buyer, LedgerAmount.of("7.00", "USD")))
                            .toList();
            for (Future<CreditAnswer> answer : pool.invokeAll(tasks)) {
                if (answer.get() instanceof Granted) granted++;
            }
        }
        assertThat(granted).isEqualTo(14); // 98.00 of 100.00
        assertThat(
                        flow().one(
                                        """
                                        select max(owed_minor_units + asked_minor_units)
                                        from credit_grant where organisation_uuid = '%s'
                                        """
                                                .formatted(buyer.organisation().uuid()),
                                        Long.class))
                .isEqualTo(9_800);
    }

    private CreditAnswer check(String upTo) {
        return DOMAIN.bean(Accept.class).check(buyer, LedgerAmount.of(upTo, "USD"));
    }

    private static Party buyer(String terms, long cents) {
        OrganisationId id = new OrganisationId(UUID.randomUUID());
        flow().run(
                        """
                        insert into organisation
                            (id_uuid, name, country, billing_currency, buyer, provider)
                        values ('%s', 'Buyer', 'DE', 'USD', true, false)
                        """
                                .formatted(id.uuid()));
        flow().run(
                        "insert into credit_line values ('%s', '%s', %d, 'USD')"
                                .formatted(id.uuid(), terms, cents));
        return new Party(new PersonId(UUID.randomUUID()), "Buyer", id, Role.OWNER);
    }

    private static Instant now() {
        return DOMAIN.bean(InstantSource.class).instant();
    }

    private static Flow flow() {
        return DOMAIN.bean(Flow.class);
    }
}
