package gridfare.web.rest;

import gridfare.web.problem.Problem;
import gridfare.web.problem.Problem.FieldError;
import gridfare.web.problem.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which part of a list is wanted, as `?limit=&cursor=`: a `@BeanParam` of resources. The cursor is
/// opaque to callers; it holds the identifier after which the list goes on.
public class PageQuery {

    private static final int MOST = 200;

    @QueryParam("limit")
    @DefaultValue("50")
    int limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    /// How many elements the caller wants, 1 to 200.
    public int limit() {
        if (limit < 1 || limit > MOST) {
            throw fault("?limit", "1 to %d elements a page, not %d.".formatted(MOST, limit));
        }
        return limit;
    }

    /// After which element the page starts; empty for the first page.
    public Optional<UUID> after() {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == 16) {
                return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException e) {
            // said below: it is no cursor of ours
        }
        throw fault("?cursor", "Take the cursor from 'next' of the page before.");
    }

    static String cursor(UUID last) {
        byte[] bytes =
                ByteBuffer.allocate(16)
                        .putLong(last.getMostSignificantBits())
                        .putLong(last.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ProblemException fault(String pointer, String message) {
        return new ProblemException(
                Problem.invalid(List.of(new FieldError(pointer, "invalid", message))));
    }
}
