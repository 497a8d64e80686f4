package gridfare.domain.ledger;

import gridfare.domain.party.OrganisationId;
import org.jspecify.annotations.Nullable;

/// An account of the books. One name holds an account for each currency.
///
/// @param name as reports show it, e.g. `buyer:org_…:receivable` or `broker:revenue:usage`
/// @param owner the organisation that it tells of and that may see it; null: the broker's own
public record LedgerAccount(String name, @Nullable OrganisationId owner) {

    /// What flat plans earned, second by second.
    public static final LedgerAccount REVENUE_FLAT = broker("revenue:flat");

    /// What was charged for plans in advance and is not earned yet.
    public static final LedgerAccount DEFERRED = broker("deferred");

    /// What buyers paid for use.
    public static final LedgerAccount REVENUE_USAGE = broker("revenue:usage");

    /// What providers earn, in the currency that the buyer pays in.
    public static final LedgerAccount COST = broker("cost");

    /// What providers earn beyond what buyers were charged for it.
    public static final LedgerAccount SUBSIDY = broker("subsidy");

    public static final LedgerAccount STRIPE_FEE = broker("stripe_fee");

    /// What is open between two currencies, one account each.
    public static final LedgerAccount FX = broker("fx");

    public static final LedgerAccount TAX_VAT_OUTPUT = new LedgerAccount("tax:vat_output", null);

    /// What Stripe has collected and not yet paid out.
    public static final LedgerAccount STRIPE_CLEARING = new LedgerAccount("stripe:clearing", null);

    /// What a buyer owes.
    public static LedgerAccount receivable(OrganisationId buyer) {
        return new LedgerAccount("buyer:" + buyer.external() + ":receivable", buyer);
    }

    /// What a buyer paid too much, or was given: owed to it.
    public static LedgerAccount credit(OrganisationId buyer) {
        return new LedgerAccount("buyer:" + buyer.external() + ":credit", buyer);
    }

    /// What a provider's organisation has earned and was not paid yet.
    public static LedgerAccount payable(OrganisationId provider) {
        return new LedgerAccount("provider:" + provider.external() + ":payable", provider);
    }

    private static LedgerAccount broker(String name) {
        return new LedgerAccount("broker:" + name, null);
    }

    @Override
    public String toString() {
        return name;
    }
}
