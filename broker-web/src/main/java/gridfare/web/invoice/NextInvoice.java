package gridfare.web.invoice;

import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.ReadInvoices;
import gridfare.domain.invoice.UsePeriod;
import gridfare.domain.party.Party;
import gridfare.web.usage.UseSoFar;
import gridfare.web.usage.UseSoFar.Use;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Use that is on no invoice yet. An organisation's periods follow each other without a gap, so it
/// is all that started since the latest one ended.
@ApplicationScoped
public class NextInvoice {

    @Inject ReadInvoices readInvoices;
    @Inject UseSoFar useSoFar;
    @Inject InstantSource clock;

    /// @param since where the period began that is running
    public record Pending(Instant since, List<Use> uses) {

        public Pending {
            uses = List.copyOf(uses);
        }
    }

    public Pending of(Party party) {
        Instant now = clock.instant();
        Instant month = UsePeriod.monthStart(now);
        Instant invoiced =
                readInvoices.latest(party, 1, null).stream()
                        .findFirst()
                        .map(Invoice::periodEnd)
                        .orElse(month);
        Instant since = invoiced.isAfter(month) ? invoiced : month;
        return new Pending(since, useSoFar.between(party, since, now.plusSeconds(1)));
    }
}
