package gridfare.domain.quote;

import gridfare.pricing.match.Request;

/// What the rules in force say about a request.
sealed interface Restriction {

    /// It may be asked, within these narrower constraints.
    record Allowed(Request request) implements Restriction {}

    /// A rule forbids all of it.
    record Forbidden(String rule, String text) implements Restriction {}
}
