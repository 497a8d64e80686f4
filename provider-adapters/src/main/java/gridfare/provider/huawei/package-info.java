/// The Elastic Cloud Server of Huawei Cloud, and its rating service (BSS) for prices, behind our
/// port, through the vendor's own SDK. Translation only: it decides nothing about prices, claims or
/// legs, and knows no other provider. The vendor's facts it relies on are in
/// `docs/decisions/0009-vendor-sdks.md`.
///
/// - [HuaweiProvider] is the port; [HuaweiCalls] the wire, with every limit on it.
/// - [HuaweiCatalogue] is versioned data: which zone is where, which type holds which chip.
/// - [Codes] and [Words] are the tables of the vendor's vocabulary.
@NullMarked
package gridfare.provider.huawei;

import org.jspecify.annotations.NullMarked;
