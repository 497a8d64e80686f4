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
    /// @param what is promised, in English
    /// @param counted how much was looked at
    /// @param faults what is wrong, with figures; the first few
    /// @param more whether there are others
    public record Invariant(
            String id, String what, long counted, List<String> faults, boolean more) {

        public Invariant {
            faults = List.copyOf(faults);
        }

        public boolean holds() {
            return faults.isEmpty();
        }

        /// What was looked at and what is wrong, in a sentence.
        public String detail() {
            return "%s: %d looked at%s%s"
                    .formatted(what, counted, listed("; "), more ? "; and more" : "");
        }

        private String listed(String before) {
            return faults.isEmpty() ? "" : before + String.join("; ", faults);
        }
    }
}
