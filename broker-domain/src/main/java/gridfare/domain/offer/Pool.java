package gridfare.domain.offer;

import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.resource.ChipId;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/// What a site has of one instance type, as last told, and what of it is claimed. Read only: rows
/// are written by conditional updates.
@Entity
public class Pool {

    @EmbeddedId private PoolId id;
    @Embedded private ProviderId provider;
    @Embedded private SiteId site;
    private String region;
    private String instanceType;
    private String chip;
    private int gpusPerInstance;
    private boolean counted;
    private int free;
    private int claimed;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected Pool() {}

    public PoolId id() {
        return id;
    }

    public ProviderId provider() {
        return provider;
    }

    public SiteId site() {
        return site;
    }

    /// The vendor's region of the site.
    public String region() {
        return region;
    }

    public String instanceType() {
        return instanceType;
    }

    public ChipId chip() {
        return new ChipId(chip);
    }

    public int gpusPerInstance() {
        return gpusPerInstance;
    }

    /// Whether `free` is a count of the provider's, or a number assumed for its word.
    public boolean counted() {
        return counted;
    }

    /// Free instances as last told.
    public int free() {
        return free;
    }

    /// Instances claimed and not yet counted by the provider.
    public int claimed() {
        return claimed;
    }
}
