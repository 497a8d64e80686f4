package gridfare.domain.placement;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import gridfare.domain.provider.LegId;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.QuoteId;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Placements for tests of what events mean.
final class TestCases {

    static final Instant START = Instant.parse("2026-11-24T06:00:00Z");
    static final Duration DURATION = Duration.ofHours(2);

    private TestCases() {}

    static PlacementCase accepted(QosTier tier, int legs, SplittableRandom random) {
        return accepted(tier, legs, null, random);
    }

    static PlacementCase accepted(
            QosTier tier, int legs, @Nullable PlacementReason waitsFor, SplittableRandom random) {
        List<LegId> ids = new ArrayList<>();
        List<LegTerms> terms = new ArrayList<>();
        for (int i = 0; i < legs; i++) {
            ids.add(legId(random));
            terms.add(terms(random));
        }
        return PlacementCase.accepted(
                new PlacementId(uuid(random)),
                new PlacementTerms(
                        new OrganisationId(uuid(random)),
                        new PersonId(uuid(random)),
                        new QuoteId(uuid(random)),
                        new OptionId(uuid(random)),
                        tier,
                        PlacementWishes.NONE,
                        8 * legs,
                        Money.of("100", "USD"),
                        DURATION,
                        START,
                        START.plusSeconds(1_800),
                        "80gib-cuda"),
                ids,
                terms,
                waitsFor,
                START);
    }

    static LegTerms terms(SplittableRandom random) {
        return new LegTerms(
                new ProviderId(uuid(random)),
                new SiteId(uuid(random)),
                new PoolId(uuid(random)),
                "cn-hangzhou",
                "cn-hangzhou-i",
                new ChipId("a100-sxm-80"),
                "ecs.gn7e-c16g1.16xlarge",
                1,
                8,
                PurchaseOption.ON_DEMAND,
                new HourlyRate(Money.of("1.27", "USD")),
                "{}",
                Money.of("10", "USD"));
    }

    static LegId legId(SplittableRandom random) {
        return new LegId(uuid(random));
    }

    private static UUID uuid(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
