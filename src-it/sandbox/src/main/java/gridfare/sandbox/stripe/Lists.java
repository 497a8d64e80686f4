package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Objects in lists, newest first, by cursor; and by Stripe's search language.
final class Lists {

    private static final int DEFAULT = 10;
    private static final int MOST = 100;
    private static final List<String> FILTERS =
            List.of("customer", "payment_intent", "email", "type", "source");
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "\\s*(-?)(?:metadata\\[(['\"])(.+?)\\2\\]|(\\w+))\\s*:\\s*(['\"])(.*?)\\5\\s*");

    private Lists() {}

    static ObjectNode list(String url, List<Stored> newestFirst, Form form) {
        Predicate<JsonNode> wanted = created(form.nested("created"));
        for (String name : FILTERS) {
            String value = form.find(name);
            if (value != null) wanted = wanted.and(object -> matches(object, name, value));
        }
        List<String> types = form.list("types");
        if (!types.isEmpty()) {
            wanted = wanted.and(object -> types.contains(object.path("type").asText()));
        }
        Predicate<JsonNode> filter = wanted.and(object -> !object.path("deleted").asBoolean(false));
        List<Stored> found =
                newestFirst.stream().filter(stored -> filter.test(stored.body())).toList();
        return page(url, found, form);
    }

    private static boolean matches(JsonNode object, String name, String value) {
        if (!value.endsWith(".*")) return value.equals(object.path(name).asText());
        String start = value.substring(0, value.length() - 1);
        return object.path(name).asText().startsWith(start);
    }

    private static Predicate<JsonNode> created(Form range) {
        Long from = range.number("gte");
        Long after = range.number("gt");
        Long to = range.number("lte");
        Long before = range.number("lt");
        return object -> {
            long created = object.path("created").asLong();
            return (from == null || created >= from)
                    && (after == null || created > after)
                    && (to == null || created <= to)
                    && (before == null || created < before);
        };
    }

    private static ObjectNode page(String url, List<Stored> found, Form form) {
        int most = most(form);
        String after = form.find("starting_after");
        String before = form.find("ending_before");
        List<Stored> page;
        boolean more;
        if (before != null) {
            List<Stored> newer = new ArrayList<>(found.subList(0, position(found, before)));
            Collections.reverse(newer);
            more = newer.size() > most;
            page = new ArrayList<>(newer.subList(0, Math.min(most, newer.size())));
            Collections.reverse(page);
        } else {
            int from = after == null ? 0 : position(found, after) + 1;
            int to = Math.min(found.size(), from + most);
            more = to < found.size();
            page = found.subList(from, to);
        }
        ObjectNode list = Json.object().put("object", "list").put("url", url).put("has_more", more);
        ArrayNode data = list.putArray("data");
        page.forEach(stored -> data.add(stored.body().deepCopy()));
        return list;
    }

    private static int most(Form form) {
        Long limit = form.number("limit");
        if (limit == null) return DEFAULT;
        if (limit < 1 || limit > MOST) {
            throw StripeFailure.invalid(
                    "parameter_invalid_integer", "limit", "limit is 1 to 100, not " + limit);
        }
        return limit.intValue();
    }

    private static int position(List<Stored> found, String id) {
        for (int i = 0; i < found.size(); i++) if (found.get(i).id().equals(id)) return i;
        throw StripeFailure.noSuch("object", id);
    }

    /// `metadata['invoice']:'x' AND status:'succeeded'`, with `-` for not. Unlike Stripe's index it
    /// is never behind.
    static ObjectNode search(String url, List<Stored> newestFirst, Form form) {
        Predicate<JsonNode> wanted = query(form.require("query"));
        List<Stored> found =
                newestFirst.stream().filter(stored -> wanted.test(stored.body())).toList();
        int from = 0;
        String page = form.find("page");
        if (page != null) from = Integer.parseInt(page);
        int to = Math.min(found.size(), from + most(form));
        ObjectNode result =
                Json.object()
                        .put("object", "search_result")
                        .put("url", url)
                        .put("has_more", to < found.size())
                        .put("next_page", to < found.size() ? Integer.toString(to) : null);
        ArrayNode data = result.putArray("data");
        found.subList(Math.min(from, to), to).forEach(hit -> data.add(hit.body().deepCopy()));
        return result;
    }

    private static Predicate<JsonNode> query(String query) {
        Predicate<JsonNode> wanted = object -> !object.path("deleted").asBoolean(false);
        for (String clause : query.split("(?i)\\s+AND\\s+", -1)) {
            Matcher parsed = CLAUSE.matcher(clause);
            if (!parsed.matches()) {
                throw StripeFailure.invalid(
                        "parameter_invalid_string",
                        "query",
                        "We were unable to parse your search query: " + query);
            }
            String key = parsed.group(3);
            String field = parsed.group(4);
            String value = parsed.group(6);
            Predicate<JsonNode> matches =
                    object ->
                            value.equals(
                                    key != null
                                            ? object.path("metadata").path(key).asText(null)
                                            : object.path(field).asText(null));
            wanted = wanted.and(parsed.group(1).isEmpty() ? matches : matches.negate());
        }
        return wanted;
    }
}
