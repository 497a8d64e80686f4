package gridfare.domain.offer;

import gridfare.domain.provider.PoolReport;
import gridfare.pricing.market.PurchaseOption;
import java.util.Set;
import java.util.UUID;

/// A pool as the database has it, to be compared with what is told now.
record PoolState(
        UUID id,
        String region,
        String siteCode,
        String instanceType,
        String chip,
        int gpusPerInstance,
        boolean counted,
        int free,
        boolean claimsToTell,
        Set<PurchaseOption> onSale) {

    /// A pool by the provider's own names.
    record Key(String siteCode, String instanceType) {
        static Key of(PoolReport report) {
            return new Key(report.siteCode(), report.instanceType());
        }
    }

    PoolState {
        onSale = Set.copyOf(onSale);
    }

    Key key() {
        return new Key(siteCode, instanceType);
    }

    boolean isAs(PoolReport report) {
        return !claimsToTell
                && chip.equals(report.chip().value())
                && gpusPerInstance == report.gpusPerInstance()
                && counted == report.counted()
                && free == report.freeInstances()
                && onSale.equals(report.sells());
    }

    boolean isGone() {
        return !claimsToTell && free == 0 && onSale.isEmpty();
    }
}
