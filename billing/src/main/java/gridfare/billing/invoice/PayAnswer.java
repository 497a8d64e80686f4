package gridfare.billing.invoice;

import gridfare.domain.invoice.Payment;
import gridfare.domain.usecase.Refusal;
import gridfare.pricing.money.LedgerAmount;

/// The answer to a buyer who wants to pay an invoice.
public sealed interface PayAnswer {

    /// It is being collected: by this attempt, or by one that was under way already.
    record Collecting(Payment payment) implements PayAnswer {}

    record AlreadyPaid() implements PayAnswer, Refusal {}

    /// The organisation has no card or other way to pay yet.
    record NoPaymentMethod() implements PayAnswer, Refusal {}

    /// Too small to be collected by itself: it is collected with the next invoice.
    ///
    /// @param least what a payment must be at least
    record TooSmall(LedgerAmount least) implements PayAnswer, Refusal {}

    /// Also for drafts: nothing is owed before an invoice is issued.
    record NoSuchInvoice() implements PayAnswer, Refusal {}

    record MayNotPay() implements PayAnswer, Refusal {}
}
