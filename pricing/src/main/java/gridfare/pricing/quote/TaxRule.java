package gridfare.pricing.quote;

import gridfare.pricing.money.BasisPoints;

/// The tax of one buyer.
///
/// @param reason a short key that is printed where it applies, above all where the rate is 0
public record TaxRule(BasisPoints rate, String reason) {}
