package gridfare.domain.party;

import java.util.List;

/// For whom a person acts.
public sealed interface SignedIn {

    record Acting(Party party) implements SignedIn {}

    /// The person has several memberships and named none of them.
    record ChooseOrganisation(List<Membership> memberships) implements SignedIn {
        public ChooseOrganisation {
            memberships = List.copyOf(memberships);
        }
    }

    /// No membership, or none of the organisation that was named.
    record Stranger() implements SignedIn {}
}
