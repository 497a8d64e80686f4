package gridfare.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gridfare.web.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsTest {

    private static final List<UUID> THREE = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

    @Test
    void oneMoreThanAskedForMeansANextPageAfterTheLastShown() {
        PageQuery query = query(2, null);

        Items<UUID> page = Items.page(THREE, query, Function.identity(), Function.identity());

        assertThat(page.items()).containsExactly(new UUID(0, 1), new UUID(0, 2));
        assertThat(query(2, page.next()).after()).contains(new UUID(0, 2));
    }

    @Test
    void theLastPageHasNoNext() {
        Items<UUID> page =
                Items.page(THREE, query(3, null), Function.identity(), Function.identity());

        assertThat(page.items()).hasSize(3);
        assertThat(page.nextCursor()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "not a cursor", "/////////////////////w=="})
    void aForeignCursorIsAFault(String cursor) {
        PageQuery query = query(2, cursor);

        assertThatExceptionOfType(ProblemException.class).isThrownBy(query::after);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE})
    void aPageHasOneToTwoHundred(int limit) {
        PageQuery query = query(limit, null);

        assertThatExceptionOfType(ProblemException.class).isThrownBy(query::limit);
    }

    private static PageQuery query(int limit, @Nullable String cursor) {
        PageQuery query = new PageQuery();
        query.limit = limit;
        query.cursor = cursor;
        return query;
    }
}
