package gridfare.domain.notice;

import java.net.URI;
import java.util.Map;

/// Carries a message to an address that a tenant gave. Implemented where such addresses may be
/// opened: behind the egress gate, which decides at every call whether this one may be.
///
/// A call blocks for at most 10 s (5 s to connect or to hear anything) and throws nothing for what
/// the other side does. It may be repeated: whoever listens knows a message by its id. Never call
/// it inside a transaction. Thread-safe.
public interface Courier {

    /// Posts `body`, as `application/json` in UTF-8, with `headers` besides.
    Handover post(URI address, String body, Map<String, String> headers);

    /// Whether the address may be opened at all, without saying anything to it: what is asked when
    /// a tenant enters one.
    boolean mayOpen(URI address);

    /// What became of one attempt.
    sealed interface Handover {

        /// Answered by 2xx.
        record Taken(int status) implements Handover {}

        /// Not taken now; another attempt may succeed.
        ///
        /// @param why for the owner of the address: never what the other side answered
        record Failed(String why) implements Handover {}

        /// The gate does not open this address, and will not.
        record NotAllowed(String why) implements Handover {}
    }
}
