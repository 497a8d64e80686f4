/// Organisations, members, roles: who may act for whom. A [gridfare.domain.party.Party] is what
/// every use case for tenants takes. Knows no other feature.
@NullMarked
package gridfare.domain.party;

import org.jspecify.annotations.NullMarked;
