package gridfare.domain.party;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.util.Currency;

/// A tenant: it buys, sells, or both.
@Entity
public class Organisation {

    @EmbeddedId private OrganisationId id;
    private String name;
    private String country;
    private String billingCurrency;
    private boolean buyer;
    private boolean provider;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected Organisation() {}

    /// @param country ISO 3166-1 alpha-2
    public Organisation(
            OrganisationId id,
            String name,
            String country,
            Currency billingCurrency,
            boolean buyer,
            boolean provider) {
        this.id = id;
        this.name = name;
        this.country = country;
        this.billingCurrency = billingCurrency.getCurrencyCode();
        this.buyer = buyer;
        this.provider = provider;
    }

    public OrganisationId id() {
        return id;
    }

    public String name() {
        return name;
    }

    /// ISO 3166-1 alpha-2.
    public String country() {
        return country;
    }

    /// What it is quoted and invoiced in.
    public Currency billingCurrency() {
        return Currency.getInstance(billingCurrency);
    }

    public boolean isBuyer() {
        return buyer;
    }

    public boolean isProvider() {
        return provider;
    }
}
