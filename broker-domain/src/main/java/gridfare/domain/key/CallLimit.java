package gridfare.domain.key;

/// How often a caller may ask the interface for something.
///
/// @param caller who: everybody (`*`), a client of Keycloak, or an API key (`key_…`)
/// @param perSecond on average
/// @param burst how many at once after a pause
public record CallLimit(String caller, Calls calls, int perSecond, int burst) {

    /// Means whoever has no limit of their own.
    public static final String EVERYBODY = "*";

    /// What is counted together.
    public enum Calls {
        /// Every request.
        ALL,
        /// Requests for a quote, which count among all as well: each searches the whole market.
        QUOTES
    }

    public CallLimit {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "%s could ask for nothing: %d a second, %d at once."
                            .formatted(caller, perSecond, burst));
        }
    }
}
