package gridfare.billing.invoice;

import gridfare.pricing.money.BasisPoints;

/// What tax a line carries, from the dated table.
///
/// @param reason message key: why it is charged, or why none is
record TaxRate(BasisPoints rate, String reason) {}
