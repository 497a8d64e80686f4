package gridfare.domain.provider;

import gridfare.pricing.energy.GridZone;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Place;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/// One of a provider's data centres or edge nodes.
@Entity
public class Site {

    @EmbeddedId private SiteId id;
    @Embedded private ProviderId provider;
    private String code;
    private String region;
    private String placeName;
    private String subdivision;
    private double latitude;
    private double longitude;

    @Enumerated(EnumType.STRING)
    private SiteKind kind;

    private String gridZone;
    private double pue;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected Site() {}

    public Site(SiteId id, ProviderId provider, SiteReport report) {
        this.id = id;
        this.provider = provider;
        this.code = report.code();
        this.region = report.region();
        this.placeName = report.place().name();
        this.subdivision = report.place().subdivision();
        this.latitude = report.place().coordinates().latitude();
        this.longitude = report.place().coordinates().longitude();
        this.kind = report.kind();
        this.gridZone = report.place().subdivision();
        this.pue = PowerUsage.assumed(report.kind(), report.place().subdivision());
    }

    public SiteId id() {
        return id;
    }

    public ProviderId provider() {
        return provider;
    }

    /// The vendor's own name of it, unique within the provider.
    public String code() {
        return code;
    }

    /// The vendor's region.
    public String region() {
        return region;
    }

    public Place place() {
        return new Place(subdivision, new Coordinates(latitude, longitude), placeName);
    }

    public SiteKind kind() {
        return kind;
    }

    /// As the engine sees it.
    ///
    /// @param overheadMs the provider's own share of a round trip
    public gridfare.pricing.market.Site onMarket(double overheadMs) {
        return new gridfare.pricing.market.Site(
                id, provider, code, place(), kind, new GridZone(gridZone), pue, overheadMs);
    }

    /// Whether the report says the same as this row.
    public boolean isAs(SiteReport report) {
        return region.equals(report.region())
                && place().equals(report.place())
                && kind == report.kind();
    }
}
