package gridfare.domain.metering;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.placement.Failpoints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;

/// Writes usage records: each window once, when it is closed by the end of the use, by the edge of
/// a month, after a day, or by hand.
@ApplicationScoped
public class CollectUsage {

    private static final int MOST = 500;

    @Inject MeterLegs legs;
    @Inject Failpoints failpoints;
    @Inject InstantSource clock;

    /// Writes a bounded part of the windows that are closed by now, each leg in its own
    /// transaction.
    ///
    /// @return how many records it wrote
    public int run() {
        Instant now = clock.instant();
        int written = 0;
        for (MeterLegs.Unmetered leg : legs.due(now, MOST)) {
            written += legs.write(leg, now);
            failpoints.reached(Failpoints.AFTER_USAGE);
        }
        return written;
    }

    /// Closes the windows of everything that an organisation runs, or ran, at `at`, in the caller's
    /// transaction where there is one. What is used from `at` on is in windows of their own.
    ///
    /// @param at a whole second that is not in the future
    /// @return how many records were written
    public int splitAt(OrganisationId organisation, Instant at) {
        return legs.splitAt(organisation, at, clock.instant());
    }
}
