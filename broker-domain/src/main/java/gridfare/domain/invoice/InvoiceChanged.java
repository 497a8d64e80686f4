package gridfare.domain.invoice;

import gridfare.domain.party.OrganisationId;

/// An invoice was drafted, issued or paid: fired inside the transaction, for observers after it.
public record InvoiceChanged(OrganisationId organisation, InvoiceId invoice) {}
