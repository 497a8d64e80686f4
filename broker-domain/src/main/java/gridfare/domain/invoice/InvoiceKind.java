package gridfare.domain.invoice;

/// What an invoice is for; part of its key.
public enum InvoiceKind {
    /// Use of a period, rated at what was agreed.
    USAGE,
    /// A flat plan, in advance.
    PLAN
}
