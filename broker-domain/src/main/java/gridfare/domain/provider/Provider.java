package gridfare.domain.provider;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.market.ProviderId;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/// A seller's account at one kind of cloud.
@Entity
public class Provider {

    @EmbeddedId private ProviderId id;
    @Embedded private OrganisationId organisation;

    @Enumerated(EnumType.STRING)
    private ProviderKind kind;

    private String name;

    @Enumerated(EnumType.STRING)
    private ProviderState state;

    private double overheadMs;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected Provider() {}

    public Provider(
            ProviderId id,
            OrganisationId organisation,
            ProviderKind kind,
            String name,
            ProviderState state,
            double overheadMs) {
        this.id = id;
        this.organisation = organisation;
        this.kind = kind;
        this.name = name;
        this.state = state;
        this.overheadMs = overheadMs;
    }

    public ProviderId id() {
        return id;
    }

    /// Who is paid.
    public OrganisationId organisation() {
        return organisation;
    }

    public ProviderKind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public ProviderState state() {
        return state;
    }

    /// What it adds to each round trip, in ms.
    public double overheadMs() {
        return overheadMs;
    }
}
