package gridfare.domain.ledger;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridfare.domain.ledger.Posting.AlreadyPosted;
import gridfare.domain.ledger.Posting.Posted;
import gridfare.domain.party.Party;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.LedgerAmount;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Currency USD = Currency.getInstance("USD");
    private static final LedgerAccount RECEIVABLE = LedgerAccount.receivable(LINGHE.organisation());

    /// Books and looks, as the product's use cases do.
    @UseCase
    static class Books {

        @Inject Ledger ledger;
        @Inject StatelessSession session;

        Posting post(Transfer transfer) {
            return ledger.post(transfer);
        }

        LedgerAmount balance(LedgerAccount account) {
            return ledger.balance(account, USD);
        }

        LedgerAmount balanceFor(Party party, LedgerAccount account) {
            return ledger.balance(account, USD);
        }

        int run(String sql) {
            return session.createNativeMutationQuery(sql).executeUpdate();
        }

        int runFor(Party party, String sql) {
            return session.createNativeMutationQuery(sql).executeUpdate();
        }
    }

    @Test
    void anEventIsBookedOnce() {
        LedgerAmount before = books().balance(RECEIVABLE);
        Transfer transfer = invoice("invoice/once", 2_167);

        Posting first = books().post(transfer);
        Posting second = books().post(transfer);

        assertThat(first).isInstanceOf(Posted.class);
        assertThat(second).isEqualTo(new AlreadyPosted(first.id()));
        assertThat(books().balance(RECEIVABLE).minus(before)).isEqualTo(usd(2_167));
    }

    @Test
    void aBusinessKeyUsedForSomethingElseIsAnError() {
        books().post(invoice("invoice/key", 100));

        assertThatIllegalStateException()
                .isThrownBy(() -> books().post(invoice("invoice/key", 200)))
                .withMessageContaining("invoice/key");
    }

    @Test
    void aReversalBringsTheBalanceBack() {
        LedgerAmount before = books().balance(RECEIVABLE);
        Transfer transfer = invoice("invoice/undone", 500);

        books().post(transfer);
        books().post(transfer.reversal(DomainContainer.START));

        assertThat(books().balance(RECEIVABLE)).isEqualTo(before);
    }

    @Test
    void fiftyAtOnceBookOneTransfer() throws Exception {
        LedgerAmount before = books().balance(RECEIVABLE);
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Posting>> tasks =
                    IntStream.range(0, 50)
                            .<Callable<Posting>>mapToObj(
                                    i -> () -> books().post(invoice("invoice/at-once", 70)))
                            .toList();
            int posted = 0;
            for (Future<Posting> answer : pool.invokeAll(tasks)) {
                if (answer.get() instanceof Posted) posted++;
            }
            assertThat(posted).isOne();
        }
        assertThat(books().balance(RECEIVABLE).minus(before)).isEqualTo(usd(70));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "update ledger_entry set minor_units = minor_units + 1",
                "delete from ledger_entry",
                "update transfer set reason = 'better'",
                "delete from transfer",
                "truncate transfer cascade"
            })
    void noRoleRewritesTheBooks(String sql) throws Exception {
        books().post(invoice("invoice/kept " + sql, 100));

        assertThatThrownBy(() -> books().run(sql)).hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> books().runFor(LINGHE, sql))
                .hasStackTraceContaining("permission denied");
        try (Connection owner = DOMAIN.owner().getConnection();
                var statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("is append-only");
        }
    }

    @ParameterizedTest(name = "entries {0} and {1} of a transfer that says {2}: {3}")
    @CsvSource({
        "100, -99, 2, sums to 1 USD",
        "100, -100, 3, has 2 entries",
    })
    void theDatabaseRefusesWhatDoesNotBalance(long one, long other, int said, String why) {
        UUID id = UUID.randomUUID();
        String sql =
                """
                with t as (
                    insert into transfer (id_uuid, business_key, reason, booked_at, entries)
                    values ('%1$s', 'planted/%1$s', 'planted', '2026-11-24T08:00:00Z', %4$d))
                insert into ledger_entry (transfer_uuid, position, account, minor_units, currency)
                values ('%1$s', 0, 'a', %2$d, 'USD'), ('%1$s', 1, 'b', %3$d, 'USD')
                """
                        .formatted(id, one, other, said);
        assertThatThrownBy(() -> books().run(sql)).hasStackTraceContaining(why);
    }

    @Test
    void nothingIsAddedToATransferLater() {
        Posting posted = books().post(invoice("invoice/closed", 100));
        String sql =
                """
                insert into ledger_entry (transfer_uuid, position, account, minor_units, currency)
                values ('%1$s', 2, 'a', 1, 'USD'), ('%1$s', 3, 'b', -1, 'USD')
                """
                        .formatted(posted.id().uuid());
        assertThatThrownBy(() -> books().run(sql)).hasStackTraceContaining("has 4 entries");
    }

    @Test
    void anOrganisationSeesItsOwnAccountsOnly() {
        books().post(invoice("invoice/mine", 100));

        assertThat(books().balanceFor(LINGHE, RECEIVABLE)).isEqualTo(books().balance(RECEIVABLE));
        assertThat(books().balanceFor(OTHER_LAB, RECEIVABLE)).isEqualTo(usd(0));
        assertThat(books().balanceFor(LINGHE, LedgerAccount.REVENUE_USAGE)).isEqualTo(usd(0));
    }

    private static Books books() {
        return DOMAIN.bean(Books.class);
    }

    private static Transfer invoice(String key, long cents) {
        return new Transfer(
                key,
                "Invoice",
                Instant.parse("2026-11-24T08:00:00Z"),
                List.of(
                        Entry.debit(RECEIVABLE, usd(cents)),
                        Entry.credit(LedgerAccount.REVENUE_USAGE, usd(cents))));
    }

    private static LedgerAmount usd(long cents) {
        return new LedgerAmount(cents, USD);
    }
}
