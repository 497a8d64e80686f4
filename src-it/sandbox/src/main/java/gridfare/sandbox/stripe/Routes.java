package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Which path changes what.
final class Routes {

    private final Customers customers = new Customers();
    private final PaymentMethods methods = new PaymentMethods();
    private final PaymentIntents intents = new PaymentIntents();

    /// @param steps the path below `/v1`
    ObjectNode write(Work work, String method, List<String> steps, Form form) {
        String id = steps.size() > 1 ? steps.get(1) : "";
        return switch (method + " " + template(steps)) {
            case "POST customers" -> customers.create(work, form);
            case "POST customers/{id}" -> customers.update(work, id, form);
            case "DELETE customers/{id}" -> customers.delete(work, id);
            case "POST payment_methods" -> methods.create(work, form);
            case "POST payment_methods/{id}" -> methods.update(work, id, form);
            case "POST payment_methods/{id}/attach" -> methods.attach(work, id, form);
            case "POST payment_methods/{id}/detach" -> methods.detach(work, id);
            case "POST payment_intents" -> intents.create(work, form);
            case "POST payment_intents/{id}" -> intents.update(work, id, form);
            case "POST payment_intents/{id}/confirm" -> intents.confirm(work, id, form);
            case "POST payment_intents/{id}/capture" -> intents.capture(work, id, form);
            case "POST payment_intents/{id}/cancel" -> intents.cancel(work, id, form);
            default -> throw unknown(steps);
        };
    }

    /// The path with `{id}` where an id stands.
    static String template(List<String> steps) {
        StringBuilder template = new StringBuilder(steps.getFirst());
        for (int i = 1; i < steps.size(); i++) {
            boolean id = i % 2 == 1 && !steps.get(i).equals("search");
            template.append('/').append(id ? "{id}" : steps.get(i));
        }
        return template.toString();
    }

    static StripeFailure unknown(List<String> steps) {
        return new StripeFailure(
                404,
                "invalid_request_error",
                null,
                "Unrecognized request URL (/v1/%s).".formatted(String.join("/", steps)));
    }
}
