package gridfare.domain.placement;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.provider.LegId;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of a placement's story: added, never changed.
@Entity
public class PlacementEvent {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long number;

    @Embedded private PlacementId placement;
    @Embedded private OrganisationId organisation;
    private Instant at;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Embedded private @Nullable LegId leg;
    private @Nullable String detail;

    /// What happened, for programs; screens have a text for each.
    public enum Kind {
        ACCEPTED,
        QUEUED,
        ADMITTED,
        ORDERED,
        MACHINES_STARTED,
        LEG_REFUSED,
        LEG_REPLACED,
        LEG_RUNNING,
        RUNNING,
        ENDS_SOON,
        LEG_LOST,
        RECOVERING,
        RECOVERED,
        MOVE_ANNOUNCED,
        PAUSED,
        PRICE_MOVED,
        CONFIRMED,
        EXTENDED,
        STOP_ASKED,
        LEG_RELEASED,
        ENDED,
        FAILED,
        CANCELLED
    }

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected PlacementEvent() {}

    PlacementEvent(
            Placement placement,
            Instant at,
            Kind kind,
            @Nullable LegId leg,
            @Nullable String detail) {
        this.placement = placement.id();
        this.organisation = placement.organisation();
        this.at = at;
        this.kind = kind;
        this.leg = leg;
        this.detail = detail;
    }

    /// Grows with each event of a placement.
    public long number() {
        return number == null ? 0 : number;
    }

    public PlacementId placement() {
        return placement;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public Instant at() {
        return at;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<LegId> leg() {
        return Optional.ofNullable(leg);
    }

    /// A fact for the reader, e.g. the provider's own words.
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }
}
