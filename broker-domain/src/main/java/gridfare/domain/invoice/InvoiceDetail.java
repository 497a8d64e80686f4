package gridfare.domain.invoice;

import gridfare.domain.plan.PlanLine;
import java.util.List;

/// An invoice with its lines and the runs beneath each of them.
///
/// @param planLines lines over plans; an invoice has these or those
/// @param payments attempts to collect it, newest first
public record InvoiceDetail(
        Invoice invoice,
        List<DetailedLine> lines,
        List<PlanLine> planLines,
        List<Payment> payments) {

    public InvoiceDetail {
        lines = List.copyOf(lines);
        planLines = List.copyOf(planLines);
        payments = List.copyOf(payments);
    }

    /// @param runs in order of time
    public record DetailedLine(InvoiceLine line, List<UsageRun> runs) {
        public DetailedLine {
            runs = List.copyOf(runs);
        }
    }
}
