package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import java.util.List;

/// Those who pay.
final class Customers {

    private static final List<String> TEXTS = List.of("email", "name", "description", "phone");

    ObjectNode create(Work work, Form form) {
        ObjectNode customer = work.create(Kind.CUSTOMER);
        customer.put("balance", 0)
                .put("delinquent", false)
                .putNull("currency")
                .putNull("default_source");
        TEXTS.forEach(customer::putNull);
        customer.putObject("invoice_settings").putNull("default_payment_method");
        apply(customer, form);
        String method = form.find("payment_method");
        work.put(Kind.CUSTOMER, customer);
        if (method != null) {
            new PaymentMethods()
                    .attach(work, method, Form.parse("customer=" + customer.get("id").asText()));
        }
        work.event("customer.created", customer);
        return customer;
    }

    ObjectNode update(Work work, String id, Form form) {
        ObjectNode customer = work.get(Kind.CUSTOMER, id);
        apply(customer, form);
        String method = form.nested("invoice_settings").find("default_payment_method");
        if (method != null) {
            ObjectNode chosen = work.get(Kind.PAYMENT_METHOD, method);
            if (!id.equals(chosen.path("customer").asText())) {
                throw StripeFailure.invalid(
                        "The payment method must be attached to the customer first.");
            }
            customer.putObject("invoice_settings").put("default_payment_method", method);
        }
        work.put(Kind.CUSTOMER, customer);
        work.event("customer.updated", customer);
        return customer;
    }

    private static void apply(ObjectNode customer, Form form) {
        for (String name : TEXTS) if (form.has(name)) customer.put(name, form.find(name));
        Metadata.merge(customer, form);
    }

    ObjectNode delete(Work work, String id) {
        ObjectNode customer = work.get(Kind.CUSTOMER, id);
        work.event("customer.deleted", customer);
        ObjectNode deleted =
                Json.object().put("id", id).put("object", "customer").put("deleted", true);
        work.put(Kind.CUSTOMER, deleted);
        return deleted;
    }
}
