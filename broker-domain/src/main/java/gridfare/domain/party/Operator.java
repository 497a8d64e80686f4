package gridfare.domain.party;

/// One of the broker's own staff: the first argument of every use case of the operator. Only the
/// web's security makes one, from the realm role `operator`.
public record Operator(PersonId person, String name) {}
