package gridfare.sandbox.alibaba;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list, and the token that asks for the next; the token is empty at the end.
record Page<T>(List<T> items, String nextToken) {

    static <T> Page<T> of(List<T> all, @Nullable String token, int most) {
        int from = token == null ? 0 : position(token);
        if (from > all.size()) return new Page<>(List.of(), "");
        int to = Math.min(all.size(), from + most);
        return new Page<>(all.subList(from, to), to == all.size() ? "" : token(to));
    }

    private static String token(int position) {
        byte[] text = ("from:" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int position(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring("from:".length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            throw EcsFailure.invalid("NextToken");
        }
    }
}
