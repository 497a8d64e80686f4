package gridfare.web.security;

import gridfare.domain.party.Membership;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A person at the portal, as Keycloak names them, and for whom they act.
///
/// @param party for whom; null while they must still choose, or are nobody's member
/// @param trade what the organisation does that they act for
/// @param choices all their memberships
public record Visitor(
        PersonId person,
        String name,
        boolean isOperator,
        @Nullable Party party,
        Trade trade,
        List<Membership> choices) {

    public Visitor {
        choices = List.copyOf(choices);
    }

    public Optional<Party> acting() {
        return Optional.ofNullable(party);
    }

    public Optional<Operator> operator() {
        return isOperator ? Optional.of(new Operator(person, name)) : Optional.empty();
    }

    /// What the organisation is called that the person acts for.
    public Optional<String> organisationName() {
        return acting().flatMap(acting ->
                choices.stream()
                        .filter(one -> one.organisation().equals(acting.organisation()))
                        .findFirst()
                        .map(Membership::organisationName));
    }
}
