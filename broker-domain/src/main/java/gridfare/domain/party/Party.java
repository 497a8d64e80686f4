package gridfare.domain.party;

import gridfare.domain.usecase.ForOrganisation;
import java.util.UUID;

/// Who acts, and for which organisation: the first argument of every use case for tenants.
///
/// @param name what the person is called on screens and in the audit log
public record Party(PersonId person, String name, OrganisationId organisation, Role role)
        implements ForOrganisation {

    @Override
    public UUID organisationUuid() {
        return organisation.uuid();
    }
}
