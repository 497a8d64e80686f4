package gridfare.domain.key;

import gridfare.domain.party.Role;
import gridfare.domain.usecase.Refusal;

/// What comes of asking for a new key.
public sealed interface KeyCreation {

    /// `token` can be shown now and never again.
    record Created(ApiKey key, ApiKeyToken token) implements KeyCreation {}

    /// Keys are managed by owners and admins, and by no key.
    record MayNotManageKeys() implements KeyCreation, Refusal {}

    /// Nobody gives more than they have.
    record RoleTooHigh(Role own) implements KeyCreation, Refusal {}

    /// The organisation has `most` keys that are not revoked.
    record TooManyKeys(int most) implements KeyCreation, Refusal {}
}
