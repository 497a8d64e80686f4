package gridfare.domain.key;

import gridfare.domain.party.Party;

/// What is known of a program after the check of its key.
public sealed interface CheckedKey {

    record Accepted(ApiKeyId key, Party party) implements CheckedKey {}

    /// `reason` is for our log and tells no secret; a caller is not told which it was.
    record Refused(String reason) implements CheckedKey {}
}
