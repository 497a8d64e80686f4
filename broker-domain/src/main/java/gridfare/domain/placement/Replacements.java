package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.offer.Claims;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.provider.ConnectedProviders;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.Providers;
import gridfare.domain.provider.Site;
import gridfare.domain.quote.Market;
import gridfare.domain.quote.Quotes;
import gridfare.domain.quote.RestrictRequest;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Match;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.Money;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds offers that may take the place of a leg: the same chip and number of GPUs, inside the
/// guard band of the quoted price, and within every constraint and rule that the first leg was
/// under. Prices are the book's; who gets what is decided by claims.
@UseCase
public class Replacements {

    /// How far a provider's price may rise between quote and order at our cost.
    static final BasisPoints GUARD_BAND = BasisPoints.percent(3);

    @Inject Market market;
    @Inject OfferBook book;
    @Inject Placements placements;
    @Inject Quotes quotes;
    @Inject RestrictRequest rules;
    @Inject Providers providers;
    @Inject Claims claims;
    @Inject ConnectedProviders connected;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    static boolean withinGuardBand(Money quoted, Money asked) {
        return !quoted.currency().equals(asked.currency())
                || !asked.exceeds(quoted.plus(GUARD_BAND.of(quoted)));
    }

    /// What the provider asks now for an instance like a leg's; empty where nothing is known of it.
    public Optional<Money> priceNow(LegId id) {
        return placements
                .leg(id)
                .flatMap(leg ->
                        book.snapshot().offers().stream()
                                .filter(offer ->
                                        offer.pool().equals(leg.pool())
                                                && offer.purchaseOption() == leg.purchaseOption())
                                .findFirst())
                .map(Offer::pricePerInstanceHour);
    }

    /// The provider has nothing left of a leg's pool: nobody is offered it until it says otherwise.
    public void soldOut(LegId id) {
        placements.leg(id).ifPresent(leg -> claims.soldOut(leg.pool()));
    }

    public LegId newLeg() {
        return new LegId(UuidV7.at(wall.instant()));
    }

    /// Terms of legs that may take the place of `leg`, cheapest first, at most `most`. The buyer's
    /// rate stays.
    ///
    /// @param legs all of the placement: pools that refused it are not asked again
    public List<LegTerms> inPlaceOf(Placement placement, List<Leg> legs, Leg leg, int most) {
        Request asked =
                quotes.find(placement.organisation(), placement.quote()).orElseThrow().request();
        Optional<Request> allowed =
                rules.forReplacement(placement.organisation(), like(asked, leg));
        if (allowed.isEmpty()) return List.of();
        Set<PoolId> tried = new HashSet<>();
        for (Leg other : legs) {
            if (other.state() == LegState.REFUSED || other.id().equals(leg.id())) {
                tried.add(other.pool());
            }
        }
        Match match =
                market.matcher()
                        .match(allowed.get(), market.world(placement.estimate().currency()));
        List<LegTerms> found = new ArrayList<>();
        for (Candidate candidate : match.candidates()) {
            if (found.size() == most) break;
            if (candidate.legs().size() != 1 || candidate.gpus() != leg.gpus()) continue;
            Candidate.Leg other = candidate.legs().getFirst();
            if (tried.contains(other.offer().pool()) || !isAffordable(leg, other.offer())) continue;
            if (connected.isSilent(other.offer().provider())) continue;
            if (!keepsSpread(asked.spread(), legs, leg, other.offer())) continue;
            providers
                    .site(other.offer().site())
                    .ifPresent(site -> found.add(terms(leg, other, site)));
        }
        return found;
    }

    /// The request of one leg: as the whole one, for its chip and GPUs, at one site, now.
    private static Request like(Request asked, Leg leg) {
        return Request.capacity(leg.gpus(), java.time.Duration.ofHours(1))
                .workloadKind(asked.workloadKind())
                .tier(asked.tier())
                .chips(Set.of(leg.chip()))
                .stacks(asked.stacks())
                .memoryGibPerGpu(asked.memoryGibPerGpu())
                .spread(asked.spread().kind() == Spread.Kind.NODE ? Spread.NODE : Spread.SITE)
                .interconnects(asked.interconnects())
                .near(asked.near())
                .maxRoundTripMs(asked.maxRoundTripMs())
                .jurisdictions(asked.jurisdictions())
                .dataClass(asked.dataClass())
                .minRenewableShare(asked.minRenewableShare())
                .allowedProviders(asked.allowedProviders())
                .deniedProviders(asked.deniedProviders())
                .build();
    }

    /// Whether the cluster is no more spread out than it was asked for, with the legs that stay.
    private static boolean keepsSpread(Spread asked, List<Leg> legs, Leg leaves, Offer offer) {
        Set<LegId> gone = new HashSet<>();
        legs.forEach(each -> each.replaces().ifPresent(gone::add));
        Set<SiteId> sites = new HashSet<>();
        for (Leg each : legs) {
            if (!each.id().equals(leaves.id()) && !gone.contains(each.id())) sites.add(each.site());
        }
        sites.add(offer.site());
        return sites.size() <= Math.max(1, asked.maxSites());
    }

    private static boolean isAffordable(Leg leg, Offer offer) {
        Money quoted = perGpu(leg.quotedPrice(), leg.gpus() / leg.instances());
        Money asked = offer.pricePerGpuHour();
        return quoted.currency().equals(asked.currency()) && withinGuardBand(quoted, asked);
    }

    private static Money perGpu(Money perInstance, int gpusPerInstance) {
        return new Money(
                BigDecimal.valueOf(perInstance.micros())
                        .divide(BigDecimal.valueOf(gpusPerInstance), 0, RoundingMode.HALF_UP)
                        .longValueExact(),
                perInstance.currency());
    }

    private static LegTerms terms(Leg leg, Candidate.Leg other, Site site) {
        Offer offer = other.offer();
        return new LegTerms(
                offer.provider(),
                offer.site(),
                offer.pool(),
                site.region(),
                site.code(),
                offer.chip(),
                offer.instanceType(),
                other.instances(),
                other.gpus(),
                offer.purchaseOption(),
                leg.rate(),
                leg.rateParts(),
                offer.pricePerInstanceHour());
    }
}
