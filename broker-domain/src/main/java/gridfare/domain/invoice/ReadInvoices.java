package gridfare.domain.invoice;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import gridfare.domain.metering.UsageId;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.plan.PlanRows;
import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Shows an organisation its invoices.
@UseCase
public class ReadInvoices {

    private static final UUID NEWEST = new UUID(-1, -1);

    private final Invoices invoices;
    private final Payments payments;
    private final PlanRows plans;

    @Inject
    public ReadInvoices(Invoices invoices, Payments payments, PlanRows plans) {
        this.invoices = invoices;
        this.payments = payments;
        this.plans = plans;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected ReadInvoices() {
        this(null, null, null);
    }

    /// Newest first, drafts included.
    ///
    /// @param before null: from the newest on
    public List<Invoice> latest(Party reader, int limit, @Nullable InvoiceId before) {
        return invoices.latest(
                reader.organisation(), before == null ? NEWEST : before.uuid(), limit);
    }

    public Optional<InvoiceDetail> find(Party reader, InvoiceId id) {
        OrganisationId organisation = reader.organisation();
        return invoices.find(organisation, id).map(invoice -> detail(organisation, invoice));
    }

    private InvoiceDetail detail(OrganisationId organisation, Invoice invoice) {
        Map<UUID, List<UsageRun>> runs = runs(organisation, invoice.id());
        return new InvoiceDetail(
                invoice,
                invoices.lines(organisation, invoice.id()).stream()
                        .map(line ->
                                new InvoiceDetail.DetailedLine(
                                        line, runs.getOrDefault(line.id(), List.of())))
                        .toList(),
                plans.linesOfInvoice(organisation, invoice.id().uuid()),
                payments.of(organisation, invoice.id()));
    }

    private Map<UUID, List<UsageRun>> runs(OrganisationId organisation, InvoiceId id) {
        record RunOfLine(UUID line, UsageRun run) {}
        return invoices
                .session()
                .createNativeQuery(
                        """
                        select o.line_id, u.id_uuid, u.leg_uuid, u.from_at, u.to_at, u.gpu_seconds
                        from invoiced_usage o
                        join invoice_line l on l.id = o.line_id
                        join usage_record u on u.id_uuid = o.usage_uuid
                        where o.organisation_uuid = :organisation and l.invoice_uuid = :invoice
                        order by u.from_at, u.leg_uuid
                        """,
                        Object[].class)
                .setParameter("organisation", organisation.uuid())
                .setParameter("invoice", id.uuid())
                .addScalar("line_id", UUID.class)
                .addScalar("id_uuid", UUID.class)
                .addScalar("leg_uuid", UUID.class)
                .addScalar("from_at", Instant.class)
                .addScalar("to_at", Instant.class)
                .addScalar("gpu_seconds", Long.class)
                .stream()
                .map(row ->
                        new RunOfLine(
                                (UUID) row[0],
                                new UsageRun(
                                        new UsageId((UUID) row[1]),
                                        new LegId((UUID) row[2]),
                                        (Instant) row[3],
                                        (Instant) row[4],
                                        (Long) row[5])))
                .collect(groupingBy(RunOfLine::line, mapping(RunOfLine::run, toList())));
    }
}
