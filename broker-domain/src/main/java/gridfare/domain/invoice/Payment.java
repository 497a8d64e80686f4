package gridfare.domain.invoice;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.LedgerAmount;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One attempt to collect an invoice: written before Stripe is asked, and asked for under one key
/// until the answer is known.
@Entity
public class Payment {

    /// How long one who asks has the attempt to itself.
    public static final Duration ASKING = Duration.ofSeconds(30);

    @EmbeddedId private PaymentId id;
    @Version private int version;
    @Embedded private OrganisationId organisation;
    @Embedded private InvoiceId invoice;
    private int attempt;
    private long minorUnits;
    private String currency;

    @Enumerated(EnumType.STRING)
    private PaymentState state;

    private String idempotencyKey;
    @Embedded private PaymentMethodId method;
    private Instant createdAt;
    private @Nullable Instant firstAskedAt;
    private @Nullable Instant firstAskedWall;
    private @Nullable Instant nextAskWall;
    private int asked;
    private @Nullable String gatewayObject;
    private @Nullable String failureCode;
    private @Nullable Instant settledAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected Payment() {}

    /// @param attempt from 1, one more for each try at the same invoice: part of the key, so that
    ///   another card is another attempt
    public Payment(
            PaymentId id,
            Invoice invoice,
            int attempt,
            LedgerAmount amount,
            PaymentMethodId method,
            Instant createdAt,
            Instant wall) {
        this.id = id;
        this.organisation = invoice.organisation();
        this.invoice = invoice.id();
        this.attempt = attempt;
        this.minorUnits = amount.minorUnits();
        this.currency = amount.currency().getCurrencyCode();
        this.state = PaymentState.INTENDED;
        this.idempotencyKey = "v1/pay/%s/%d".formatted(invoice.id().external(), attempt);
        this.method = method;
        this.createdAt = createdAt;
        this.nextAskWall = wall;
    }

    public PaymentId id() {
        return id;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public InvoiceId invoice() {
        return invoice;
    }

    /// From 1.
    public int attempt() {
        return attempt;
    }

    public LedgerAmount amount() {
        return new LedgerAmount(minorUnits, Currency.getInstance(currency));
    }

    public PaymentState state() {
        return state;
    }

    /// Sent with each request for this attempt.
    public String idempotencyKey() {
        return idempotencyKey;
    }

    public PaymentMethodId method() {
        return method;
    }

    /// Business time.
    public Instant createdAt() {
        return createdAt;
    }

    /// Business time of the first request; empty if none was made yet.
    public Optional<Instant> firstAskedAt() {
        return Optional.ofNullable(firstAskedAt);
    }

    /// Wall time of the first request.
    public Optional<Instant> firstAskedWall() {
        return Optional.ofNullable(firstAskedWall);
    }

    /// Wall time from which it may be asked for (again); empty once settled.
    public Optional<Instant> nextAskWall() {
        return Optional.ofNullable(nextAskWall);
    }

    /// How often it was asked for.
    public int asked() {
        return asked;
    }

    /// Stripe's name of it, once known.
    public Optional<String> gatewayObject() {
        return Optional.ofNullable(gatewayObject);
    }

    /// Why it was declined, in Stripe's word.
    public Optional<String> failureCode() {
        return Optional.ofNullable(failureCode);
    }

    /// When it succeeded or was declined, business time.
    public Optional<Instant> settledAt() {
        return Optional.ofNullable(settledAt);
    }

    /// Takes the attempt for one request: whoever does not come back leaves it to the next one.
    public void ask(Instant now, Instant wall) {
        if (firstAskedAt == null) {
            firstAskedAt = now;
            firstAskedWall = wall;
        }
        asked++;
        nextAskWall = wall.plus(ASKING);
    }

    /// No usable answer: to be asked again at `nextAskWall`.
    public void unknown(Instant nextAskWall) {
        if (state.isLive()) {
            state = PaymentState.UNKNOWN;
            this.nextAskWall = nextAskWall;
        }
    }

    /// Stripe has it and has not decided: to be looked at again at `nextAskWall`.
    public void pending(String gatewayObject, Instant nextAskWall) {
        if (state.isLive()) {
            state = PaymentState.UNKNOWN;
            this.gatewayObject = gatewayObject;
            this.nextAskWall = nextAskWall;
        }
    }

    public void requiresAction(String gatewayObject, Instant nextAskWall) {
        if (state.isLive()) {
            state = PaymentState.REQUIRES_ACTION;
            this.gatewayObject = gatewayObject;
            this.nextAskWall = nextAskWall;
        }
    }

    public void declined(@Nullable String gatewayObject, String code, Instant at) {
        if (state.isLive()) {
            state = PaymentState.DECLINED;
            this.gatewayObject = gatewayObject;
            failureCode = code;
            nextAskWall = null;
            settledAt = at;
        }
    }

    /// Money was taken; also after a decline, if the buyer confirmed it later.
    public void succeeded(String gatewayObject, Instant at) {
        if (state != PaymentState.SUCCEEDED) {
            state = PaymentState.SUCCEEDED;
            this.gatewayObject = gatewayObject;
            failureCode = null;
            nextAskWall = null;
            settledAt = at;
        }
    }
}
