package gridfare.billing.invoice;

import gridfare.domain.invoice.PaymentMethod;
import gridfare.domain.usecase.Refusal;

/// The answer to a buyer who adds a payment method.
public sealed interface MethodAnswer {

    record Added(PaymentMethod method) implements MethodAnswer {}

    /// Kept; the gateway has not confirmed it yet, and is asked again.
    record Adding(PaymentMethod method) implements MethodAnswer {}

    /// The gateway or its card network does not take it.
    ///
    /// @param code its word
    record Refused(String code) implements MethodAnswer {}

    record MayNotPay() implements MethodAnswer, Refusal {}
}
