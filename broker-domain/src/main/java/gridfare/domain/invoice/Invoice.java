package gridfare.domain.invoice;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.LedgerAmount;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an organisation owes for a period, in one currency.
///
/// Its key is (organisation, currency, kind, period start, sequence). The database refuses any
/// change of an issued one but of its state and of what was paid.
@Entity
public class Invoice {

    @EmbeddedId private InvoiceId id;
    @Version private int version;
    @Embedded private OrganisationId organisation;

    @Enumerated(EnumType.STRING)
    private InvoiceKind kind;

    private String currency;
    private Instant periodStart;
    private Instant periodEnd;
    private int sequence;

    @Enumerated(EnumType.STRING)
    private InvoiceState state;

    private @Nullable String number;
    private long subtotalMinorUnits;
    private long taxMinorUnits;
    private long totalMinorUnits;
    private long paidMinorUnits;
    private boolean carried;
    private @Nullable Instant issuedAt;
    private @Nullable Instant dueAt;
    private @Nullable Instant paidAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected Invoice() {}

    /// A draft without lines.
    @SuppressWarnings("NullAway.Init")
    public Invoice(
            InvoiceId id,
            OrganisationId organisation,
            InvoiceKind kind,
            Currency currency,
            Instant periodStart,
            Instant periodEnd) {
        this(id, organisation, kind, currency, periodStart, periodEnd, 1);
    }

    /// A draft without lines, where others of its kind and currency begin with the same period.
    ///
    /// @param sequence from 1
    @SuppressWarnings("NullAway.Init")
    public Invoice(
            InvoiceId id,
            OrganisationId organisation,
            InvoiceKind kind,
            Currency currency,
            Instant periodStart,
            Instant periodEnd,
            int sequence) {
        this.id = id;
        this.organisation = organisation;
        this.kind = kind;
        this.currency = currency.getCurrencyCode();
        this.periodStart = periodStart;
        this.periodEnd = periodEnd;
        this.sequence = sequence;
        this.state = InvoiceState.DRAFT;
    }

    /// Sets a draft's totals to those of its lines.
    public void total(LedgerAmount subtotal, LedgerAmount tax) {
        requireState(InvoiceState.DRAFT);
        subtotalMinorUnits = subtotal.minorUnits();
        taxMinorUnits = tax.minorUnits();
        totalMinorUnits = subtotal.plus(tax).minorUnits();
    }

    /// DRAFT to OPEN: from now on it never changes but by what is paid.
    ///
    /// @param number without gaps within the legal entity
    /// @param carried whether it is too small to be collected by itself and waits for the next one
    public void issue(String number, Instant issuedAt, Instant dueAt, boolean carried) {
        requireState(InvoiceState.DRAFT);
        state = InvoiceState.OPEN;
        this.number = number;
        this.issuedAt = issuedAt;
        this.dueAt = dueAt;
        this.carried = carried;
    }

    /// OPEN to PAID, once nothing is left to pay.
    public void paid(LedgerAmount amount, Instant at) {
        requireState(InvoiceState.OPEN);
        LedgerAmount left = due().minus(amount);
        if (left.isNegative()) {
            throw new IllegalArgumentException(
                    "%s of %s: only %s is due.".formatted(amount, id, due()));
        }
        paidMinorUnits += amount.minorUnits();
        if (left.isZero()) {
            state = InvoiceState.PAID;
            paidAt = at;
        }
    }

    /// OPEN to VOID: nothing is owed by it any more. What credit on account had paid of it goes
    /// back.
    ///
    /// @param credit so much
    public void voided(LedgerAmount credit) {
        requireState(InvoiceState.OPEN);
        if (!credit.equals(paid())) {
            throw new IllegalArgumentException("%s was paid %s.".formatted(id, paid()));
        }
        paidMinorUnits = 0;
        state = InvoiceState.VOID;
    }

    public InvoiceId id() {
        return id;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public InvoiceKind kind() {
        return kind;
    }

    public Currency currency() {
        return Currency.getInstance(currency);
    }

    public Instant periodStart() {
        return periodStart;
    }

    /// Exclusive.
    public Instant periodEnd() {
        return periodEnd;
    }

    public int sequence() {
        return sequence;
    }

    public InvoiceState state() {
        return state;
    }

    /// Empty while it is a draft.
    public Optional<String> number() {
        return Optional.ofNullable(number);
    }

    /// Before tax.
    public LedgerAmount subtotal() {
        return amount(subtotalMinorUnits);
    }

    public LedgerAmount tax() {
        return amount(taxMinorUnits);
    }

    public LedgerAmount total() {
        return amount(totalMinorUnits);
    }

    public LedgerAmount paid() {
        return amount(paidMinorUnits);
    }

    /// What is left to pay of this invoice alone.
    public LedgerAmount due() {
        return total().minus(paid());
    }

    /// Below what a payment may be: collected together with the next invoice.
    public boolean carried() {
        return carried;
    }

    public Optional<Instant> issuedAt() {
        return Optional.ofNullable(issuedAt);
    }

    /// When it is collected from the stored payment method, unless it was paid before.
    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    public Optional<Instant> paidAt() {
        return Optional.ofNullable(paidAt);
    }

    private LedgerAmount amount(long minorUnits) {
        return new LedgerAmount(minorUnits, currency());
    }

    private void requireState(InvoiceState required) {
        if (state != required) {
            throw new IllegalStateException("%s is %s, not %s.".formatted(id, state, required));
        }
    }
}
