package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Puts objects where their ids stand: `expand[]=latest_charge.balance_transaction`.
final class Expansion {

    private static final int DEEPEST = 4;

    private final Function<String, Optional<Stored>> lookUp;

    Expansion(Function<String, Optional<Stored>> lookUp) {
        this.lookUp = lookUp;
    }

    ObjectNode expand(ObjectNode answer, List<String> paths) {
        ObjectNode expanded = answer.deepCopy();
        for (String path : paths) {
            List<String> steps = List.of(path.split("\\.", -1));
            if (steps.size() > DEEPEST) {
                throw StripeFailure.invalid("You cannot expand more than 4 levels: " + path);
            }
            fill(expanded, steps);
        }
        return expanded;
    }

    private void fill(JsonNode node, List<String> steps) {
        if (steps.isEmpty()) return;
        if (node instanceof ArrayNode array) {
            array.forEach(element -> fill(element, steps));
            return;
        }
        if (!(node instanceof ObjectNode object)) return;
        String step = steps.getFirst();
        JsonNode value = object.get(step);
        if (value == null) {
            throw StripeFailure.invalid("This property cannot be expanded (%s).".formatted(step));
        }
        if (value.isTextual()) {
            lookUp.apply(value.textValue())
                    .ifPresent(stored -> object.set(step, stored.body().deepCopy()));
        }
        fill(object.get(step), steps.subList(1, steps.size()));
    }
}
