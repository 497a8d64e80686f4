/// The Elastic Compute Service of Alibaba Cloud (API 2014-05-26) behind our port, through the
/// vendor's own SDK. Translation only: it decides nothing about prices, claims or legs, and knows
/// no other provider. The vendor's facts it relies on are in `docs/decisions/0009-vendor-sdks.md`.
///
/// - [AlibabaProvider] is the port; [AlibabaCalls] the wire, with every limit on it.
/// - [AlibabaCatalogue] is versioned data: which zone is where, which type holds which chip.
/// - [Codes] and [Words] are the tables of the vendor's vocabulary.
@NullMarked
package gridfare.provider.alibaba;

import org.jspecify.annotations.NullMarked;
