package gridfare.billing.invoice;

import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.stream.Collectors.joining;

import gridfare.billing.invoice.PeriodClosing.Closed;
import gridfare.billing.invoice.PeriodClosing.NoSuchOrganisation;
import gridfare.billing.invoice.PeriodClosing.NothingToClose;
import gridfare.domain.audit.AuditLog;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.metering.CollectUsage;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Organisations;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Ends an organisation's use period at this whole second and issues its invoices at once, without
/// the draft window. Running work is split at that second and goes on in the next period.
///
/// One transaction: all of it happens or nothing.
@UseCase
public class ClosePeriod {

    private final Organisations organisations;
    private final PeriodBooks periods;
    private final CollectUsage metering;
    private final AuditLog audit;
    private final InstantSource clock;

    @Inject
    public ClosePeriod(
            Organisations organisations,
            PeriodBooks periods,
            CollectUsage metering,
            AuditLog audit,
            InstantSource clock) {
        this.organisations = organisations;
        this.periods = periods;
        this.metering = metering;
        this.audit = audit;
        this.clock = clock;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected ClosePeriod() {
        this(null, null, null, null, null);
    }

    public PeriodClosing close(Operator operator, OrganisationId id) {
        return organisations
                .find(id)
                .filter(organisation -> organisations.lockedCreditLine(id).isPresent())
                .map(organisation -> close(operator, organisation))
                .orElseGet(NoSuchOrganisation::new);
    }

    private PeriodClosing close(Operator operator, Organisation buyer) {
        Instant second = clock.instant().truncatedTo(SECONDS);
        metering.splitAt(buyer.id(), second);
        List<Invoice> issued = periods.closeByHand(buyer, second);
        if (issued.isEmpty()) {
            return new NothingToClose();
        }
        audit.record(
                operator,
                buyer.id(),
                "period-closed",
                buyer.id(),
                Map.of(
                        "at", second.toString(),
                        "invoices",
                                issued.stream()
                                        .map(invoice -> invoice.number().orElseThrow())
                                        .collect(joining(" "))));
        return new Closed(issued.stream().map(Invoice::id).toList());
    }
}
