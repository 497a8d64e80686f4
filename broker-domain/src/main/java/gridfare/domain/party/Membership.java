package gridfare.domain.party;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.UUID;

/// That a person acts for an organisation, and as what.
@Entity
public class Membership {

    @Id private UUID id;
    @Embedded private PersonId person;
    @Embedded private OrganisationId organisation;
    private String personName;
    private String organisationName;

    @Enumerated(EnumType.STRING)
    private Role role;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected Membership() {}

    public Membership(
            UUID id, PersonId person, String personName, Organisation organisation, Role role) {
        this.id = id;
        this.person = person;
        this.personName = personName;
        this.organisation = organisation.id();
        this.organisationName = organisation.name();
        this.role = role;
    }

    public PersonId person() {
        return person;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    /// What the organisation is called, so that a person can choose between several.
    public String organisationName() {
        return organisationName;
    }

    public Role role() {
        return role;
    }

    /// Who acts, once this membership is chosen.
    public Party party() {
        return new Party(person, personName, organisation, role);
    }
}
