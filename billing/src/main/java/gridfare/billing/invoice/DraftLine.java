package gridfare.billing.invoice;

import gridfare.domain.invoice.InvoiceLine;
import gridfare.domain.metering.UsageId;
import java.util.List;

/// A line that is to be written, with the windows on it and what providers earned by them.
record DraftLine(InvoiceLine.Content content, List<UsageId> usage, List<Accrual> accruals) {
    DraftLine {
        usage = List.copyOf(usage);
        accruals = List.copyOf(accruals);
    }
}
