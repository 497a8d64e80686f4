package gridfare.domain.invoice;

import gridfare.domain.party.OrganisationId;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stretch of an organisation's time whose use is invoiced together: a calendar month of UTC, or
/// the part of one up to a close by hand. Periods of an organisation follow each other without a
/// gap.
@Entity
public class UsePeriod {

    /// How long late use is awaited before a month is invoiced.
    public static final Duration DRAFT_WINDOW = Duration.ofDays(3);

    @Id private UUID id;
    @Version private int version;
    @Embedded private OrganisationId organisation;
    private Instant startsAt;
    private Instant monthEndsAt;
    private @Nullable Instant endsAt;
    private @Nullable Instant finalAt;
    private @Nullable Instant invoicedAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected UsePeriod() {}

    /// An open period.
    public UsePeriod(UUID id, OrganisationId organisation, Instant startsAt) {
        this.id = id;
        this.organisation = organisation;
        this.startsAt = startsAt;
        this.monthEndsAt =
                monthOf(startsAt).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Start of the calendar month of UTC that `at` is in.
    public static Instant monthStart(Instant at) {
        return monthOf(at).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Ends with its month; invoiced when the draft window is over.
    public void endWithMonth() {
        end(monthEndsAt, monthEndsAt.plus(DRAFT_WINDOW));
    }

    /// Ends now, by the operator's hand; invoiced at once.
    ///
    /// @param second a whole second after the start and not after the month's end
    public void endByHand(Instant second) {
        if (!second.isAfter(startsAt) || second.isAfter(monthEndsAt)) {
            throw new IllegalArgumentException(
                    "%s is outside %s to %s.".formatted(second, startsAt, monthEndsAt));
        }
        end(second, second);
    }

    /// Its invoices are issued, or there was nothing to invoice. Harmless to repeat.
    public void invoiced(Instant at) {
        if (endsAt == null) {
            throw new IllegalStateException("Period from " + startsAt + " has not ended.");
        }
        if (invoicedAt == null) {
            invoicedAt = at;
        }
    }

    public UUID id() {
        return id;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public Instant startsAt() {
        return startsAt;
    }

    /// When it ends if nobody closes it by hand.
    public Instant monthEndsAt() {
        return monthEndsAt;
    }

    /// Exclusive; empty while it is open.
    public Optional<Instant> endsAt() {
        return Optional.ofNullable(endsAt);
    }

    /// When its invoices are issued; empty while it is open.
    public Optional<Instant> finalAt() {
        return Optional.ofNullable(finalAt);
    }

    public Optional<Instant> invoicedAt() {
        return Optional.ofNullable(invoicedAt);
    }

    private void end(Instant at, Instant finalAt) {
        if (endsAt != null) {
            throw new IllegalStateException("Period from %s ended %s.".formatted(startsAt, endsAt));
        }
        this.endsAt = at;
        this.finalAt = finalAt;
    }

    private static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
