package gridfare.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.LedgerAmount;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
    private static final LedgerAccount RECEIVABLE =
            LedgerAccount.receivable(new OrganisationId(new UUID(1, 1)));
    private static final LedgerAmount USD = LedgerAmount.of("21.67", "USD");
    private static final LedgerAmount CNY = LedgerAmount.of("21.67", "CNY");

    @Test
    void everyCurrencySumsToZeroByItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        transfer(
                                Entry.debit(RECEIVABLE, USD),
                                Entry.credit(LedgerAccount.REVENUE_USAGE, CNY)))
                .withMessageContaining("not 0");
        assertThat(
                        transfer(
                                        Entry.debit(LedgerAccount.COST, USD),
                                        Entry.credit(LedgerAccount.FX, USD),
                                        Entry.debit(LedgerAccount.FX, CNY),
                                        Entry.credit(RECEIVABLE, CNY))
                                .entries())
                .hasSize(4);
    }

    @Test
    void anEventThatMovesNothingIsNoTransfer() {
        LedgerAmount nothing = LedgerAmount.of("0.00", "USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        transfer(
                                Entry.debit(RECEIVABLE, nothing),
                                Entry.credit(LedgerAccount.REVENUE_USAGE, nothing)));
    }

    @Test
    void aReversalUndoesEachEntryAndIsNotReversedItself() {
        Transfer transfer =
                transfer(
                        Entry.debit(RECEIVABLE, USD),
                        Entry.credit(LedgerAccount.REVENUE_USAGE, USD));

        Transfer reversal = transfer.reversal(AT.plusSeconds(60));

        assertThat(reversal.reversedKey()).contains("invoice/x");
        assertThat(reversal.entries())
                .containsExactlyElementsOf(
                        transfer.entries().stream().map(Entry::negated).toList());
        assertThatIllegalArgumentException().isThrownBy(() -> reversal.reversal(AT));
    }

    private static Transfer transfer(Entry... entries) {
        return new Transfer("invoice/x", "Invoice x", AT, List.of(entries));
    }
}
