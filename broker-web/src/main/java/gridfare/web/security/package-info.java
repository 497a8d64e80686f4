/// Who is asking, and what that lets them do: tokens and sign-ins become a
/// [gridfare.domain.party.Party], roles are checked, limits are kept, browsers are told what to
/// refuse.
///
/// Knows no feature. The interface trusts bearer tokens only, the portal trusts its session only.
@NullMarked
package gridfare.web.security;

import org.jspecify.annotations.NullMarked;
