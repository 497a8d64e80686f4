package gridfare.domain.ledger;

import gridfare.pricing.money.LedgerAmount;

/// One side of a transfer. A debit is positive, a credit negative: what a buyer owes and what we
/// have grow by debits; what we owe and what we earn grow by credits.
public record Entry(LedgerAccount account, LedgerAmount amount) {

    public static Entry debit(LedgerAccount account, LedgerAmount amount) {
        return new Entry(account, amount);
    }

    public static Entry credit(LedgerAccount account, LedgerAmount amount) {
        return new Entry(account, amount.negated());
    }

    public Entry negated() {
        return new Entry(account, amount.negated());
    }
}
