package gridfare.domain.quote;

import gridfare.domain.id.UuidV7;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import gridfare.pricing.match.Request;
import gridfare.pricing.quote.QuoteDecision;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/// What a buyer asked, and what the market answered at that moment: never changed, but for its
/// state. Prices hold until it expires; capacity is claimed only when an option is accepted.
@Entity
public class Quote {

    @EmbeddedId private QuoteId id;
    @Embedded private OrganisationId organisation;
    @Embedded private PersonId askedBy;
    private Instant askedAt;
    private Instant validUntil;

    @Enumerated(EnumType.STRING)
    private QuoteState state = QuoteState.OPEN;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String request;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String decision;

    @Transient private @Nullable Request readRequest;
    @Transient private QuoteSnapshot.@Nullable Decided readDecision;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected Quote() {}

    /// @param wall names options in the order of their rank
    Quote(
            QuoteId id,
            OrganisationId organisation,
            PersonId askedBy,
            Instant askedAt,
            Instant validUntil,
            Request request,
            QuoteDecision decision,
            Instant wall) {
        this.id = id;
        this.organisation = organisation;
        this.askedBy = askedBy;
        this.askedAt = askedAt;
        this.validUntil = validUntil;
        List<UUID> optionIds = new ArrayList<>();
        if (decision instanceof QuoteDecision.Quoted(var options, var until, var ruledOut)) {
            options.forEach(option -> optionIds.add(UuidV7.at(wall)));
        }
        this.request = QuoteSnapshot.write(request);
        this.decision = QuoteSnapshot.write(new QuoteSnapshot.Decided(optionIds, decision));
    }

    public QuoteId id() {
        return id;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public PersonId askedBy() {
        return askedBy;
    }

    public Instant askedAt() {
        return askedAt;
    }

    /// The instant from which its prices hold no more.
    public Instant validUntil() {
        return validUntil;
    }

    /// As stored. An open quote past [#validUntil] is expired whatever this says: see [#stateAt].
    public QuoteState state() {
        return state;
    }

    public QuoteState stateAt(Instant now) {
        return state == QuoteState.OPEN && !now.isBefore(validUntil) ? QuoteState.EXPIRED : state;
    }

    public Request request() {
        if (readRequest == null) readRequest = QuoteSnapshot.readRequest(request);
        return readRequest;
    }

    public QuoteDecision decision() {
        return decided().decision();
    }

    /// The options with their names, best first; empty where there are none.
    public List<QuotedOption> options() {
        if (!(decision() instanceof QuoteDecision.Quoted quoted)) return List.of();
        List<QuotedOption> named = new ArrayList<>();
        List<UUID> ids = decided().optionIds();
        for (int i = 0; i < ids.size(); i++) {
            named.add(new QuotedOption(new OptionId(ids.get(i)), i + 1, quoted.options().get(i)));
        }
        return List.copyOf(named);
    }

    public Optional<QuotedOption> option(OptionId option) {
        return options().stream().filter(named -> named.id().equals(option)).findFirst();
    }

    private QuoteSnapshot.Decided decided() {
        if (readDecision == null) readDecision = QuoteSnapshot.readDecided(decision);
        return readDecision;
    }

    @Override
    public String toString() {
        return "%s %s".formatted(id.external(), state);
    }
}
