package gridfare.sandbox.machine;

import gridfare.sandbox.inventory.PoolId;
import gridfare.sandbox.inventory.PurchaseOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A machine of an account. `createdAt` is business time; it boots and goes in wall time.
///
/// @param releasedAt wall instant from which it is being released; null while it is kept
/// @param forced a phase it was put into from outside, whatever its age; null if none
/// @param lock the vendor's reason for taking it back, e.g. `Recycling`; null if none
public record Machine(
        long number,
        String id,
        String vendor,
        String account,
        String region,
        String zone,
        String instanceType,
        PurchaseOption purchaseOption,
        @Nullable BigDecimal priceLimit,
        Map<String, String> tags,
        Map<String, String> details,
        Instant createdAt,
        Instant bootedFrom,
        @Nullable Instant releasedAt,
        @Nullable Phase forced,
        @Nullable String lock) {

    /// Where a machine is in its life; each vendor has its own words for it.
    public enum Phase {
        PENDING,
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        GONE
    }

    public PoolId pool() {
        return new PoolId(vendor, zone, instanceType);
    }

    Machine released(Instant at) {
        return changed(releasedAt == null ? at : releasedAt, forced, lock);
    }

    Machine forced(Phase phase) {
        return changed(releasedAt, phase, lock);
    }

    Machine locked(@Nullable String reason) {
        return changed(releasedAt, forced, reason);
    }

    private Machine changed(
            @Nullable Instant newReleasedAt, @Nullable Phase newForced, @Nullable String newLock) {
        return new Machine(
                number,
                id,
                vendor,
                account,
                region,
                zone,
                instanceType,
                purchaseOption,
                priceLimit,
                tags,
                details,
                createdAt,
                bootedFrom,
                newReleasedAt,
                newForced,
                newLock);
    }
}
