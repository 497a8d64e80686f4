package gridfare.billing.invoice;

import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.invoice.PaymentMethodId;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.LedgerAmount;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whoever collects for us. Every request carries a key of ours, so that repeating it is harmless
/// as long as the gateway remembers keys ([#KEYS_KEPT]); after that [#find] is asked first.
///
/// Calls block for at most 10 s after the connection and throw nothing for what the gateway says or
/// fails to say. Never call one inside a database transaction. Thread-safe.
public interface PaymentGateway {

    /// How long keys may be relied on, with an hour to spare: Stripe may forget them after 24 h.
    Duration KEYS_KEPT = Duration.ofHours(23);

    /// The gateway's name for an organisation; made the first time.
    CustomerOutcome customer(CustomerOrder order);

    /// Keeps a payment method for an organisation.
    AttachOutcome attach(AttachOrder order);

    /// Takes the money now, from a kept payment method.
    PaymentOutcome pay(PaymentOrder order);

    /// The payment of an earlier [#pay], by our own name of it: for when the key may be forgotten.
    PaymentOutcome find(PaymentOrder order);

    /// A payment as it stands now, by the gateway's name of it.
    Sighting read(String gatewayObject);

    /// @param name as the gateway's own screens show it
    record CustomerOrder(OrganisationId organisation, String name) {

        /// Sent as the idempotency key.
        public String idempotencyKey() {
            return "v1/customer/" + organisation.external();
        }
    }

    /// @param token what the gateway's form in the browser gave for the card
    record AttachOrder(PaymentMethodId method, String customer, String token) {

        /// Sent as the idempotency key.
        public String idempotencyKey() {
            return "v1/method/" + method.external();
        }
    }

    /// @param customer the gateway's name for the organisation
    /// @param method the gateway's name for the payment method
    /// @param createdAt business time
    record PaymentOrder(
            PaymentId payment,
            InvoiceId invoice,
            OrganisationId organisation,
            String customer,
            String method,
            LedgerAmount amount,
            String idempotencyKey,
            Instant createdAt) {}

    /// What came of [#customer].
    sealed interface CustomerOutcome {
        record Known(String customer) implements CustomerOutcome {}

        record Unknown(String why) implements CustomerOutcome {}
    }

    /// What came of [#attach].
    sealed interface AttachOutcome {
        /// @param lastDigits what people know a card by
        record Attached(String method, String brand, String lastDigits) implements AttachOutcome {}

        record Refused(String code) implements AttachOutcome {}

        record Unknown(String why) implements AttachOutcome {}
    }

    /// What became of a payment.
    sealed interface PaymentOutcome {

        /// Money was taken.
        ///
        /// @param settlement what the gateway kept of it; null: not told yet
        record Succeeded(String gatewayObject, LedgerAmount amount, @Nullable Settlement settlement)
                implements PaymentOutcome {}

        /// No money was taken, and none will be under this key.
        ///
        /// @param code the gateway's word
        record Declined(@Nullable String gatewayObject, String code) implements PaymentOutcome {}

        /// The buyer has to confirm at its bank.
        record RequiresAction(String gatewayObject) implements PaymentOutcome {}

        /// The gateway has it and has not decided: to be read again, not asked for again.
        record Pending(String gatewayObject) implements PaymentOutcome {}

        /// The gateway answered, and has no such payment. From [PaymentGateway#find] only.
        record Absent() implements PaymentOutcome {}

        /// No usable answer: money may have been taken or not.
        record Unknown(String why) implements PaymentOutcome {}
    }

    /// What the gateway owes us for a payment.
    ///
    /// @param id the gateway's name of the booking on its side
    /// @param gross in the currency that it settles in
    /// @param fee in the same currency
    record Settlement(String id, LedgerAmount gross, LedgerAmount fee) {}

    /// A payment as the gateway shows it.
    ///
    /// @param payment our name of it, if it carries one
    record Sighting(@Nullable PaymentId payment, PaymentOutcome outcome) {}
}
