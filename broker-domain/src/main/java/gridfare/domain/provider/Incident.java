package gridfare.domain.provider;

import gridfare.pricing.market.ProviderId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a provider did or failed to do, kept for its history.
///
/// @param leg the leg concerned, if one
/// @param at wall time
/// @param overAt when it was over; null where it has no length, or is not over
public record Incident(
        UUID id,
        ProviderId provider,
        Kind kind,
        @Nullable LegId leg,
        Instant at,
        @Nullable Instant overAt,
        String detail) {

    public enum Kind {
        /// It did not answer for a while.
        SILENT,
        /// Machines went without our doing.
        MACHINE_LOST,
        /// It took machines back.
        RECLAIMED,
        /// It gave one machine to two legs.
        SOLD_TWICE,
        /// It billed another price than was agreed.
        BILL_DIFFERS,
        /// It reported use that is not of the lease.
        USE_BEYOND_LEASE,
        /// It ran a machine with our tag that no leg wanted.
        ORPHAN
    }
}
