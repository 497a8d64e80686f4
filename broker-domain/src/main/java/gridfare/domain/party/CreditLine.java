package gridfare.domain.party;

import gridfare.domain.money.StoredLedgerAmount;
import gridfare.pricing.money.LedgerAmount;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/// On what terms an organisation buys. Its row is the first one locked by whatever spends.
@Entity
public class CreditLine {

    /// How use is paid for.
    public enum Terms {
        /// Used first, invoiced later, up to a limit.
        INVOICED,
        /// Paid in first, captured while it is used.
        PREPAID
    }

    @EmbeddedId private OrganisationId organisation;

    @Enumerated(EnumType.STRING)
    private Terms terms;

    @Embedded private StoredLedgerAmount ceiling;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected CreditLine() {}

    public CreditLine(OrganisationId organisation, Terms terms, LedgerAmount limit) {
        this.organisation = organisation;
        this.terms = terms;
        this.ceiling = StoredLedgerAmount.of(limit);
    }

    public OrganisationId organisation() {
        return organisation;
    }

    public Terms terms() {
        return terms;
    }

    /// What may be owed at once, in the organisation's billing currency; 0 where PREPAID.
    public LedgerAmount limit() {
        return ceiling.amount();
    }
}
