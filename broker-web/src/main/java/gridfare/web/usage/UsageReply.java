package gridfare.web.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.metering.UsageId;
import gridfare.domain.metering.UsageRecord;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.provider.LegId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A usage record as JSON: a window from start, inclusive, to end, exclusive.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UsageReply(
        UsageId id,
        PlacementId placement,
        LegId leg,
        ProviderId provider,
        @Nullable String project,
        String tier,
        String chip,
        int gpus,
        Instant from,
        Instant to,
        long gpuSeconds,
        Money rate) {

    public static UsageReply of(UsageRecord record) {
        return new UsageReply(
                record.id(),
                record.placement(),
                record.leg(),
                record.provider(),
                record.project().orElse(null),
                record.tier().name(),
                record.chip().value(),
                record.gpus(),
                record.from(),
                record.to(),
                record.gpuSeconds(),
                record.rate().perHour());
    }
}
