package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// Everything that only looks.
final class Reads {

    private static final Map<String, Kind> COLLECTIONS =
            Map.of(
                    "customers", Kind.CUSTOMER,
                    "payment_methods", Kind.PAYMENT_METHOD,
                    "payment_intents", Kind.PAYMENT_INTENT,
                    "charges", Kind.CHARGE,
                    "balance_transactions", Kind.BALANCE_TRANSACTION,
                    "events", Kind.EVENT);

    private final StripeObjects objects;

    Reads(StripeObjects objects) {
        this.objects = objects;
    }

    /// @param steps the path below `/v1`
    ObjectNode read(List<String> steps, Form form) {
        Kind kind = COLLECTIONS.get(steps.getFirst());
        if (kind == null) throw Routes.unknown(steps);
        String url = "/v1/" + String.join("/", steps);
        List<Stored> all = objects.all(kind);
        return switch (steps.size()) {
            case 1 -> Lists.list(url, all, form);
            case 2 ->
                    steps.get(1).equals("search")
                            ? Lists.search(url, all, form)
                            : find(kind, steps.get(1));
            default -> ofCustomer(kind, url, steps, form);
        };
    }

    private ObjectNode find(Kind kind, String id) {
        return objects.find(id)
                .filter(stored -> stored.kind().equals(kind.word()))
                .orElseThrow(() -> StripeFailure.noSuch(kind.word(), id))
                .body()
                .deepCopy();
    }

    /// `/v1/customers/{id}/payment_methods`, and one of them.
    private ObjectNode ofCustomer(Kind kind, String url, List<String> steps, Form form) {
        if (kind != Kind.CUSTOMER || !steps.get(2).equals("payment_methods")) {
            throw Routes.unknown(steps);
        }
        String customer = steps.get(1);
        find(Kind.CUSTOMER, customer);
        List<Stored> theirs =
                objects.all(Kind.PAYMENT_METHOD).stream()
                        .filter(m -> customer.equals(m.body().path("customer").asText()))
                        .toList();
        if (steps.size() == 3) return Lists.list(url, theirs, form);
        return theirs.stream()
                .filter(method -> method.id().equals(steps.get(3)))
                .findFirst()
                .orElseThrow(() -> StripeFailure.noSuch("payment_method", steps.get(3)))
                .body()
                .deepCopy();
    }
}
