package gridfare.domain.invoice;

import gridfare.domain.party.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/// Attempts to collect, and what they are collected from. Each method is one statement.
public interface Payments {

    StatelessSession session();

    /// Newest first.
    @HQL(
            "select p from Payment p where p.organisation = :organisation and p.invoice = :invoice"
                    + " order by p.attempt desc")
    List<Payment> of(OrganisationId organisation, InvoiceId invoice);

    /// Attempts that wait to be asked for at `wall`, of all organisations, longest waiting first.
    @HQL(
            "select p from Payment p where p.state in (INTENDED, UNKNOWN, REQUIRES_ACTION)"
                    + " and p.nextAskWall <= :wall order by p.nextAskWall fetch first :limit rows only")
    List<Payment> toAsk(Instant wall, int limit);

    @HQL("select p from Payment p where p.gatewayObject = :gatewayObject")
    Optional<Payment> byGatewayObject(String gatewayObject);

    /// Not refused ones, newest first.
    @HQL(
            "select m from PaymentMethod m where m.organisation = :organisation and m.state <> REFUSED"
                    + " order by m.addedAt desc, m.id.uuid desc")
    List<PaymentMethod> methods(OrganisationId organisation);

    /// Of all organisations: what was added and is not confirmed by Stripe yet.
    @HQL("select m from PaymentMethod m where m.state = ADDING order by m.addedAt")
    List<PaymentMethod> unconfirmedMethods();
}
