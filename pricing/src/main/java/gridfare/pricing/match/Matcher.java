package gridfare.pricing.match;

/// Finds every way to carry a request.
///
/// An offer is *kept* if it alone can carry the request, or can together with others where the
/// request may span several sites. `kept + ruled out` is always the whole market. Budgets are not
/// looked at: prices are made later.
public interface Matcher {

    Match match(Request request, World world);
}
