package gridfare.domain.provider;

/// A leg and where at the provider it belongs.
///
/// @param region the vendor's region
/// @param siteCode the vendor's name of the site
public record LegRef(LegId leg, String region, String siteCode) {}
