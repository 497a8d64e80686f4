package gridfare.web.rest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, and the cursor of the next page if there is one. There is no total: counting
/// is dear and the number is old when it arrives.
public record Items<T>(List<T> items, @Nullable String next) {

    public Items {
        items = List.copyOf(items);
    }

    /// All there is, on one page.
    public static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }

    /// A page out of `found`, for which one more than [PageQuery#limit] was asked: the one too many
    /// shows that there is a next page.
    ///
    /// @param key by what the list is continued: the identifier of its last element
    public static <S, T> Items<T> page(
            List<S> found, PageQuery query, Function<S, UUID> key, Function<S, T> form) {
        boolean more = found.size() > query.limit();
        List<S> shown = more ? found.subList(0, query.limit()) : found;
        return new Items<>(
                shown.stream().map(form).toList(),
                more ? PageQuery.cursor(key.apply(shown.getLast())) : null);
    }

    /// The cursor, if there is a next page.
    public Optional<String> nextCursor() {
        return Optional.ofNullable(next);
    }
}
