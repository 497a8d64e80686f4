package gridfare.domain.key;

import gridfare.domain.usecase.Refusal;

/// What comes of revoking a key.
public sealed interface KeyRevocation {

    /// It opens nothing any more; also where it was revoked before.
    record Revoked() implements KeyRevocation {}

    record NoSuchKey() implements KeyRevocation, Refusal {}

    /// Keys are managed by owners and admins, and by no key.
    record MayNotManageKeys() implements KeyRevocation, Refusal {}
}
