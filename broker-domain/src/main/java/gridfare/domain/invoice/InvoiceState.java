package gridfare.domain.invoice;

/// Where an invoice stands. From OPEN on its lines and amounts never change.
public enum InvoiceState {
    /// The period is over; late use may still be added until it is issued.
    DRAFT,
    /// Issued, numbered, booked, and not paid yet.
    OPEN,
    PAID,
    /// Taken back as a whole by a credit note.
    VOID,
    /// Given up.
    UNCOLLECTIBLE
}
