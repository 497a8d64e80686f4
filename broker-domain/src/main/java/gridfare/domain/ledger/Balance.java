package gridfare.domain.ledger;

import gridfare.pricing.money.LedgerAmount;

/// The sum of an account's entries in one currency; debits are positive.
///
/// @param account its name
public record Balance(String account, LedgerAmount amount) {}
