package gridfare.domain.usecase;

import java.util.UUID;

/// Someone who acts for an organisation. An argument of this type makes a use case one of a tenant.
public interface ForOrganisation {

    UUID organisationUuid();
}
