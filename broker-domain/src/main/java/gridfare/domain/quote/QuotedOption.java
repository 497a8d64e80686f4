package gridfare.domain.quote;

import gridfare.pricing.quote.Option;

/// An option with the name by which it is accepted.
///
/// @param rank 1 is the best
public record QuotedOption(OptionId id, int rank, Option option) {}
