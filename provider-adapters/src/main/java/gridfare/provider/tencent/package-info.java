/// The Cloud Virtual Machine service of Tencent Cloud (API 2017-03-12) behind our port, through the
/// vendor's own SDK. Translation only: it decides nothing about prices, claims or legs, and knows
/// no other provider. The vendor's facts it relies on are in `docs/decisions/0009-vendor-sdks.md`.
///
/// - [TencentProvider] is the port; [TencentCalls] the wire, with every limit on it.
/// - [TencentCatalogue] is versioned data: which zone is where, which type holds which chip.
/// - [Codes] and [Words] are the tables of the vendor's vocabulary.
@NullMarked
package gridfare.provider.tencent;

import org.jspecify.annotations.NullMarked;
