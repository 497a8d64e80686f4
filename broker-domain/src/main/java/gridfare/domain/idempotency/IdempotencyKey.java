package gridfare.domain.idempotency;

/// What a caller named a request by, so that it may send it again. 1 to 255 printable ASCII
/// characters.
public record IdempotencyKey(String value) {

    public IdempotencyKey {
        if (value.isEmpty()
                || value.length() > 255
                || !value.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException(
                    "An idempotency key is 1 to 255 printable characters.");
        }
    }
}
