package gridfare.provider.limit;

import org.jspecify.annotations.Nullable;

/// What came back for one request.
///
/// @param <T> the body of a success
public sealed interface Answer<T> {

    /// The same failure as an answer to a larger question.
    default <U> Answer<U> failure() {
        return switch (this) {
            case Body<T> body -> throw new IllegalStateException(body + " is no failure.");
            case No<T>(var status, var code, var request) -> new No<>(status, code, request);
            case Lost<T>(var why) -> new Lost<>(why);
        };
    }

    /// Why there is no body, for logs and reports.
    default String failureWords() {
        return switch (this) {
            case Body<T> body -> throw new IllegalStateException(body + " is no failure.");
            case No<T> no -> no.words();
            case Lost<T>(var why) -> why;
        };
    }

    record Body<T>(T body) implements Answer<T> {}

    /// The vendor said no, readably, with a 4xx status.
    ///
    /// @param code the vendor's, e.g. `OperationDenied.NoStock`
    /// @param request the vendor's number of the request, for its support
    record No<T>(int status, String code, @Nullable String request) implements Answer<T> {

        /// What may be logged and shown. Never the vendor's own text: for a wrong signature it
        /// repeats what was signed.
        public String words() {
            return "%s (HTTP %d%s)"
                    .formatted(code, status, request == null ? "" : ", request " + request);
        }
    }

    /// Nothing readable came: whether the vendor acted is not known.
    record Lost<T>(String why) implements Answer<T> {}
}
