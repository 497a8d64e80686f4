package gridfare.pricing.rating;

import gridfare.pricing.money.HourlyRate;

/// One usage window at its frozen rate.
///
/// @param key what else sets invoice lines apart: project, tier, chip, tax class
public record RatedUse<K>(K key, HourlyRate rate, UsageWindow window) {}
