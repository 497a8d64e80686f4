package gridfare.domain.ledger;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.ledger.Earnings.Month;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.LedgerAmount;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A seller's account by month, and nobody else's.
class ReadEarningsTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Party SELLER =
            new Party(
                    new PersonId(DomainContainer.demonstration("c1")),
                    "Seller",
                    new OrganisationId(DomainContainer.demonstration("c01")),
                    Role.OWNER);

    /// Books, and counts what row-level security shows.
    @UseCase
    static class Books {

        @Inject Ledger ledger;
        @Inject StatelessSession session;

        void earned(String key, String at, long minorUnits) {
            ledger.post(
                    new Transfer(
                            key,
                            "Test",
                            Instant.parse(at),
                            List.of(
                                    Entry.debit(LedgerAccount.COST, cny(minorUnits)),
                                    Entry.credit(
                                            LedgerAccount.payable(SELLER.organisation()),
                                            cny(minorUnits)))));
        }

        void paidOut(String at, long minorUnits) {
            ledger.post(
                    new Transfer(
                            "payout",
                            "Test",
                            Instant.parse(at),
                            List.of(
                                    Entry.debit(
                                            LedgerAccount.payable(SELLER.organisation()),
                                            cny(minorUnits)),
                                    Entry.credit(LedgerAccount.FX, cny(minorUnits)))));
        }

        long bookingsSeenBy(Party party) {
            return session.createNativeQuery("select count(*) from own_ledger_entry", Long.class)
                    .getSingleResult();
        }
    }

    @Test
    void earnedLessPaidOutIsPayable() {
        Books books = DOMAIN.bean(Books.class);
        assertThat(DOMAIN.bean(ReadEarnings.class).of(SELLER))
                .isEqualTo(new Earnings(List.of(), List.of()));

        books.earned("one", "2026-10-31T23:59:59Z", 1_000);
        books.earned("two", "2026-11-01T00:00:00Z", 500);
        books.earned("three", "2026-11-30T12:00:00Z", 250);
        books.paidOut("2026-11-05T00:00:00Z", 1_000);

        Earnings earnings = DOMAIN.bean(ReadEarnings.class).of(SELLER);
        assertThat(earnings.payable()).containsExactly(cny(750));
        assertThat(earnings.months())
                .containsExactly(
                        new Month(YearMonth.of(2026, 11), cny(750), cny(1_000)),
                        new Month(YearMonth.of(2026, 10), cny(1_000), cny(0)));
        assertThat(DOMAIN.bean(ReadEarnings.class).of(LINGHE).months()).isEmpty();
        assertThat(books.bookingsSeenBy(SELLER)).isEqualTo(4);
        assertThat(books.bookingsSeenBy(LINGHE)).isZero();
    }

    private static LedgerAmount cny(long minorUnits) {
        return new LedgerAmount(minorUnits, CNY);
    }
}
