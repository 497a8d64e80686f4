package gridfare.domain.invoice;

import gridfare.domain.metering.UsageId;
import gridfare.domain.provider.LegId;
import java.time.Instant;

/// A usage window beneath an invoice line.
///
/// @param to exclusive
public record UsageRun(UsageId usage, LegId leg, Instant from, Instant to, long gpuSeconds) {}
