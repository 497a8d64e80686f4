package gridfare.billing.ledger;

import gridfare.domain.ledger.Balance;
import java.util.List;

/// Whether the books hold, and where they stand.
public record LedgerReport(List<Invariant> invariants, List<Balance> balances) {

    public LedgerReport {
        invariants = List.copyOf(invariants);
        balances = List.copyOf(balances);
    }

    /// Whether every invariant does.
    public boolean holds() {
        return invariants.stream().allMatch(Invariant::holds);
    }

    /// One promise of the books, checked.
    ///
    /// @param id e.g. `I1`, as billing.md numbers them
    /// @param detail what was looked at and what is wrong, with figures
    public record Invariant(String id, boolean holds, String detail) {}
}
