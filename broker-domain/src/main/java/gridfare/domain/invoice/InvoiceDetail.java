package gridfare.domain.invoice;

import java.util.List;

/// An invoice with its lines and the runs beneath each of them.
///
/// @param payments attempts to collect it, newest first
public record InvoiceDetail(Invoice invoice, List<DetailedLine> lines, List<Payment> payments) {

    public InvoiceDetail {
        lines = List.copyOf(lines);
        payments = List.copyOf(payments);
    }

    /// @param runs in order of time
    public record DetailedLine(InvoiceLine line, List<UsageRun> runs) {
        public DetailedLine {
            runs = List.copyOf(runs);
        }
    }
}
