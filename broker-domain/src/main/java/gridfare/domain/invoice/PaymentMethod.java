package gridfare.domain.invoice;

import gridfare.domain.party.OrganisationId;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A way of an organisation to pay. Card data is at Stripe; we keep its name there and what people
/// recognise it by.
@Entity
public class PaymentMethod {

    /// Where it stands.
    public enum State {
        /// Written down, not yet confirmed by Stripe.
        ADDING,
        ACTIVE,
        REFUSED
    }

    @EmbeddedId private PaymentMethodId id;
    @Version private int version;
    @Embedded private OrganisationId organisation;
    private String token;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable String gatewayObject;
    private @Nullable String brand;
    private @Nullable String lastDigits;
    private @Nullable String refusal;
    private Instant addedAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected PaymentMethod() {}

    /// @param token what Stripe's form in the browser gave for the card
    public PaymentMethod(
            PaymentMethodId id, OrganisationId organisation, String token, Instant addedAt) {
        this.id = id;
        this.organisation = organisation;
        this.token = token;
        this.state = State.ADDING;
        this.addedAt = addedAt;
    }

    public void attached(String gatewayObject, String brand, String lastDigits) {
        state = State.ACTIVE;
        this.gatewayObject = gatewayObject;
        this.brand = brand;
        this.lastDigits = lastDigits;
    }

    public void refused(String code) {
        if (state == State.ADDING) {
            state = State.REFUSED;
            refusal = code;
        }
    }

    public PaymentMethodId id() {
        return id;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public String token() {
        return token;
    }

    public State state() {
        return state;
    }

    /// Stripe's name of it, once ACTIVE.
    public Optional<String> gatewayObject() {
        return Optional.ofNullable(gatewayObject);
    }

    /// E.g. `visa`.
    public Optional<String> brand() {
        return Optional.ofNullable(brand);
    }

    public Optional<String> lastDigits() {
        return Optional.ofNullable(lastDigits);
    }

    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    public Instant addedAt() {
        return addedAt;
    }
}
