package gridfare.domain.party;

import gridfare.domain.party.SignedIn.Acting;
import gridfare.domain.party.SignedIn.ChooseOrganisation;
import gridfare.domain.party.SignedIn.Stranger;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out for which organisation a person acts. Runs on the jobs' pool: nobody is anybody's
/// tenant yet.
@UseCase
public class SignIn {

    @Inject Organisations organisations;

    /// All for whom the person may act, by name.
    public List<Membership> memberships(PersonId person) {
        return organisations.memberships(person);
    }

    /// @param wanted the organisation that the person named, if any
    public SignedIn as(PersonId person, @Nullable OrganisationId wanted) {
        List<Membership> all = organisations.memberships(person);
        if (wanted != null) {
            return all.stream()
                    .filter(membership -> membership.organisation().equals(wanted))
                    .findFirst()
                    .<SignedIn>map(membership -> new Acting(membership.party()))
                    .orElseGet(Stranger::new);
        }
        return switch (all.size()) {
            case 0 -> new Stranger();
            case 1 -> new Acting(all.getFirst().party());
            default -> new ChooseOrganisation(all);
        };
    }
}
