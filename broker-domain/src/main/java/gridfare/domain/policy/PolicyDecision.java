package gridfare.domain.policy;

import gridfare.pricing.match.Request;
import java.util.List;

/// What the rules in force say about a request. Each names the rules that made it.
public sealed interface PolicyDecision {

    /// It may be carried out within `request`, which is what was asked or narrower.
    record Allowed(Request request, List<String> rules) implements PolicyDecision {
        public Allowed {
            rules = List.copyOf(rules);
        }
    }

    /// A rule forbids all of it.
    ///
    /// @param rule its id
    /// @param text what it says, and from when on another one may allow it
    record Refused(String rule, String text) implements PolicyDecision {}
}
