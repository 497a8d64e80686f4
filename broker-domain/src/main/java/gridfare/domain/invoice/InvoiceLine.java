package gridfare.domain.invoice;

import gridfare.domain.money.StoredMoney;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All GPU-seconds of a period at one rate: multiplied once, rounded once, taxed by itself.
///
/// Texts are as they were agreed and are printed as they stand.
@Entity
public class InvoiceLine {

    /// What a line is for.
    public enum What {
        /// Use within the invoice's period.
        USAGE,
        /// Use of an earlier period that we heard of after its invoice was issued.
        ADJUSTMENT
    }

    @Id private UUID id;
    @Embedded private InvoiceId invoice;
    @Embedded private OrganisationId organisation;
    private int position;

    @Enumerated(EnumType.STRING)
    private What what;

    private @Nullable String project;
    private String tier;
    private String chip;
    @Embedded private StoredMoney rate;
    private long gpuSeconds;
    private long amountMinorUnits;
    private int taxBasisPoints;
    private long taxMinorUnits;
    private String taxReason;
    private Instant usedFrom;
    private Instant usedTo;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected InvoiceLine() {}

    /// @param draft the invoice it belongs to
    /// @param position from 1
    public InvoiceLine(UUID id, Invoice draft, int position, Content content) {
        this.id = id;
        this.invoice = draft.id();
        this.organisation = draft.organisation();
        this.position = position;
        this.what = content.what();
        this.project = content.project();
        this.tier = content.tier();
        this.chip = content.chip();
        this.rate = StoredMoney.of(content.rate());
        this.gpuSeconds = content.gpuSeconds();
        this.amountMinorUnits = content.amount().minorUnits();
        this.taxBasisPoints = content.taxRate().value();
        this.taxMinorUnits = content.tax().minorUnits();
        this.taxReason = content.taxReason();
        this.usedFrom = content.usedFrom();
        this.usedTo = content.usedTo();
    }

    /// What a line says.
    ///
    /// @param taxReason message key: why tax is charged, or why none is
    /// @param usedFrom start of the first run on it
    /// @param usedTo end of the last one, exclusive
    public record Content(
            What what,
            @Nullable String project,
            String tier,
            String chip,
            HourlyRate rate,
            long gpuSeconds,
            LedgerAmount amount,
            BasisPoints taxRate,
            LedgerAmount tax,
            String taxReason,
            Instant usedFrom,
            Instant usedTo) {}

    public UUID id() {
        return id;
    }

    public InvoiceId invoice() {
        return invoice;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    /// From 1.
    public int position() {
        return position;
    }

    public What what() {
        return what;
    }

    public Optional<String> project() {
        return Optional.ofNullable(project);
    }

    public String tier() {
        return tier;
    }

    public String chip() {
        return chip;
    }

    public HourlyRate rate() {
        return rate.hourlyRate();
    }

    public long gpuSeconds() {
        return gpuSeconds;
    }

    /// Before tax.
    public LedgerAmount amount() {
        return new LedgerAmount(amountMinorUnits, currency());
    }

    public BasisPoints taxRate() {
        return new BasisPoints(taxBasisPoints);
    }

    public LedgerAmount tax() {
        return new LedgerAmount(taxMinorUnits, currency());
    }

    /// Message key: why tax is charged, or why none is.
    public String taxReason() {
        return taxReason;
    }

    public Instant usedFrom() {
        return usedFrom;
    }

    /// Exclusive.
    public Instant usedTo() {
        return usedTo;
    }

    private Currency currency() {
        return rate.money().currency();
    }
}
