package gridfare.pricing.quote;

import gridfare.pricing.resource.Throughput;

/// On what a chip's speed at the request's kind of work rests.
///
/// @param throughput relative to an A100 SXM 80 GB, with its range, confidence and basis
/// @param foreignStack whether the workload was not written for its software
/// @param portabilityLoss the share of throughput lost to that, 0 on a native stack
public record ChipBasis(Throughput throughput, boolean foreignStack, double portabilityLoss) {}
