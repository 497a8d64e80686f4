package gridfare.domain.invoice;

import gridfare.domain.party.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/// Invoices, their lines, and use periods. Each method is one statement.
public interface Invoices {

    StatelessSession session();

    @HQL("select i from Invoice i where i.organisation = :organisation and i.id = :id")
    Optional<Invoice> find(OrganisationId organisation, InvoiceId id);

    /// Newest first, those before the invoice `before` in that order.
    @HQL(
            "select i from Invoice i where i.organisation = :organisation and i.id.uuid < :before"
                    + " order by i.id.uuid desc fetch first :limit rows only")
    List<Invoice> latest(OrganisationId organisation, UUID before, int limit);

    @HQL(
            "select l from InvoiceLine l where l.organisation = :organisation and l.invoice = :invoice"
                    + " order by l.position")
    List<InvoiceLine> lines(OrganisationId organisation, InvoiceId invoice);

    /// The draft or invoice of a period in one currency, if there is one.
    @HQL(
            "select i from Invoice i where i.organisation = :organisation and i.periodStart = :start"
                    + " order by i.currency, i.sequence")
    List<Invoice> ofPeriod(OrganisationId organisation, Instant start);

    /// Unpaid ones that are too small to be collected alone, oldest first.
    @HQL(
            "select i from Invoice i where i.organisation = :organisation and i.currency = :currency"
                    + " and i.state = OPEN and i.carried order by i.id.uuid")
    List<Invoice> carried(OrganisationId organisation, String currency);

    @HQL("select p from UsePeriod p where p.organisation = :organisation and p.endsAt is null")
    Optional<UsePeriod> openPeriod(OrganisationId organisation);

    /// Ended and not invoiced yet, oldest first.
    @HQL(
            "select p from UsePeriod p where p.organisation = :organisation and p.endsAt is not null"
                    + " and p.invoicedAt is null order by p.startsAt")
    List<UsePeriod> toInvoice(OrganisationId organisation);
}
