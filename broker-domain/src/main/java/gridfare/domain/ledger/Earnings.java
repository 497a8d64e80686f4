package gridfare.domain.ledger;

import gridfare.pricing.money.LedgerAmount;
import java.time.YearMonth;
import java.util.List;

/// What a provider's organisation has earned, as the books have it.
///
/// @param payable earned and not yet paid out, one amount a currency
/// @param months the newest first
public record Earnings(List<LedgerAmount> payable, List<Month> months) {

    public Earnings {
        payable = List.copyOf(payable);
        months = List.copyOf(months);
    }

    /// What was booked in a month, UTC, in one currency.
    ///
    /// @param earned booked to the organisation's account
    /// @param paidOut booked off it
    public record Month(YearMonth month, LedgerAmount earned, LedgerAmount paidOut) {}
}
