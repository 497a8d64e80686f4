package gridfare.domain.offer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Many rows as one parameter of one statement, read there by `jsonb_to_recordset`.
final class Rows {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Rows() {}

    /// @param rows values are text, numbers, truth values or lists of text
    static String json(List<? extends Map<String, ?>> rows) {
        try {
            return MAPPER.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + rows, e);
        }
    }

    /// Parts of `all`, in its order, of at most `most` each.
    static <T> List<List<T>> batches(List<T> all, int most) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            batches.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return batches;
    }
}
