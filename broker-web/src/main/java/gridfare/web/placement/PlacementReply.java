package gridfare.web.placement;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.placement.Leg;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.PlacementReason;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.provider.LegId;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.QuoteId;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.web.market.Market;
import gridfare.web.market.ProviderReply;
import gridfare.web.market.SiteReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A placement as JSON.
///
/// @param rate what a GPU-hour of its first leg costs
/// @param costSoFar used until now at the frozen rates, before tax
@JsonInclude(JsonInclude.Include.ALWAYS)
record PlacementReply(
        PlacementId id,
        @Nullable String name,
        @Nullable String project,
        Map<String, String> tags,
        String state,
        @Nullable String reason,
        @Nullable String reasonDetail,
        String tier,
        QuoteId quoteId,
        OptionId optionId,
        int gpus,
        @Nullable String chip,
        @Nullable Money rate,
        Money estimate,
        LedgerAmount costSoFar,
        Instant acceptedAt,
        Instant startsAt,
        @Nullable Instant startedAt,
        @Nullable Instant agreedEnd,
        @Nullable Instant decideBy,
        @Nullable Instant endedAt,
        List<LegReply> legs) {

    record LegReply(
            LegId id,
            String state,
            ProviderReply provider,
            SiteReply site,
            String chip,
            String instanceType,
            int instances,
            int gpus,
            String purchaseOption,
            Money rate,
            List<String> machines,
            @Nullable Instant runningSince,
            @Nullable Instant stoppedAt,
            @Nullable String reason) {}

    static PlacementReply of(PlacementStory story, LedgerAmount costSoFar, Market market) {
        Placement placement = story.placement();
        List<LegReply> legs = story.legs().stream().map(leg -> leg(leg, market)).toList();
        return new PlacementReply(
                placement.id(),
                placement.name().orElse(null),
                placement.project().orElse(null),
                placement.tags(),
                placement.state().name(),
                placement.reason().map(PlacementReason::code).orElse(null),
                placement.reasonDetail().orElse(null),
                placement.tier().name(),
                placement.quote(),
                placement.option(),
                placement.gpus(),
                legs.isEmpty() ? null : legs.getFirst().chip(),
                legs.isEmpty() ? null : legs.getFirst().rate(),
                placement.estimate(),
                costSoFar,
                placement.acceptedAt(),
                placement.startsAt(),
                placement.startedAt().orElse(null),
                placement.agreedEnd().orElse(null),
                placement.decideBy().orElse(null),
                placement.endedAt().orElse(null),
                legs);
    }

    private static LegReply leg(Leg leg, Market market) {
        return new LegReply(
                leg.id(),
                leg.state().name(),
                market.provider(leg.provider()),
                market.site(leg.site()),
                leg.chip().value(),
                leg.instanceType(),
                leg.instances(),
                leg.gpus(),
                leg.purchaseOption().name(),
                leg.rate().perHour(),
                leg.machines(),
                leg.runningSince().orElse(null),
                leg.stoppedAt().orElse(null),
                leg.reason().orElse(null));
    }
}
