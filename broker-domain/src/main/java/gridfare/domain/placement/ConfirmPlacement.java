package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.offer.Claims;
import gridfare.domain.offer.Wanted;
import gridfare.domain.party.Party;
import gridfare.domain.placement.ConfirmAnswer.Confirmed;
import gridfare.domain.placement.ConfirmAnswer.CreditExceeded;
import gridfare.domain.placement.ConfirmAnswer.Effect;
import gridfare.domain.placement.ConfirmAnswer.InsufficientCapacity;
import gridfare.domain.placement.ConfirmAnswer.MayNotConfirm;
import gridfare.domain.placement.ConfirmAnswer.NoSuchPlacement;
import gridfare.domain.placement.ConfirmAnswer.NotAwaiting;
import gridfare.domain.placement.ConfirmAnswer.NotOnSale;
import gridfare.domain.placement.ConfirmAnswer.PriceChanged;
import gridfare.domain.quote.GoingRates;
import gridfare.domain.quote.GoingRates.Going;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets a buyer agree to a provider's price that left the guard band before the start, and see
/// first what that means in money. Legs whose price is still inside it keep their quoted rate.
@UseCase
public class ConfirmPlacement {

    @Inject Cases cases;
    @Inject CreditCheck credit;
    @Inject Claims claims;
    @Inject GoingRates going;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    private record Reprice(Leg leg, Going going) {}

    private record Repriced(List<Reprice> moved, Effect effect) {}

    /// What agreeing now would mean. Changes nothing.
    public ConfirmAnswer effect(Party buyer, PlacementId id) {
        Optional<PlacementCase> found = cases.find(buyer.organisation(), id);
        if (found.isEmpty()) return new NoSuchPlacement();
        PlacementCase one = found.get();
        if (one.placement().state() != PlacementState.AWAITING_BUYER) {
            return new NotAwaiting(one.placement().state());
        }
        return reprice(one).<ConfirmAnswer>map(Repriced::effect).orElseGet(NotOnSale::new);
    }

    /// Agrees. One short transaction with the locks of an acceptance; the provider is asked
    /// afterwards.
    ///
    /// @param atMost the most it may cost to its agreed end, tax included: what the buyer was shown
    public ConfirmAnswer confirm(Party buyer, PlacementId id, Money atMost) {
        if (!buyer.role().mayPlace()) return new MayNotConfirm();
        Optional<PlacementCase> found = cases.find(buyer.organisation(), id);
        if (found.isEmpty()) return new NoSuchPlacement();
        PlacementCase one = found.get();
        Placement placement = one.placement();
        Instant now = clock.instant();
        boolean inTime = placement.decideBy().map(now::isBefore).orElse(true);
        if (placement.state() != PlacementState.AWAITING_BUYER || !inTime) {
            return new NotAwaiting(placement.state());
        }
        Optional<Repriced> repriced = reprice(one);
        if (repriced.isEmpty()) return new NotOnSale();
        Effect effect = repriced.get().effect();
        if (effect.atMost().exceeds(atMost)) return new PriceChanged(effect);
        Money more = effect.atMost().minus(effect.atMostBefore());
        if (!more.isNegative() && !more.isZero()) {
            switch (credit.check(buyer, more.toLedger())) {
                case CreditAnswer.Granted() -> {}
                case CreditAnswer.Exceeded(LedgerAmount missing) -> {
                    return new CreditExceeded(missing);
                }
                case CreditAnswer.NoCredit() -> {
                    return new MayNotConfirm();
                }
            }
        }
        for (Reprice each : repriced.get().moved()) {
            one.repriced(each.leg().id(), each.going(), effect.atMost());
        }
        boolean claimed = claim(one);
        if (!claimed && !placement.tier().mayQueue()) return new InsufficientCapacity();
        one.confirmed(claimed, now);
        cases.save(one);
        return new Confirmed(placement);
    }

    /// Its claims anew: those of the acceptance may have expired while the buyer decided.
    private boolean claim(PlacementCase one) {
        List<Wanted> wanted = new ArrayList<>();
        for (Leg leg : one.current()) {
            wanted.add(new Wanted(leg.id(), leg.pool(), leg.instances()));
        }
        claims.release(one.current().stream().map(Leg::id).toList());
        return claims.take(
                one.placement().organisation(), wanted, wall.instant().plus(AcceptQuote.CLAIM));
    }

    private Optional<Repriced> reprice(PlacementCase one) {
        Placement placement = one.placement();
        List<Reprice> moved = new ArrayList<>();
        Map<HourlyRate, Long> before = new LinkedHashMap<>();
        Map<HourlyRate, Long> after = new LinkedHashMap<>();
        for (Leg leg : one.current()) {
            Optional<Going> now =
                    going.of(
                            placement.organisation(),
                            placement.tier(),
                            leg.pool(),
                            leg.purchaseOption(),
                            placement.estimate().currency());
            if (now.isEmpty()) return Optional.empty();
            long gpuSeconds = Math.multiplyExact(leg.gpus(), placement.timeLeft().toSeconds());
            before.merge(leg.rate(), gpuSeconds, Math::addExact);
            if (Replacements.withinGuardBand(leg.quotedPrice(), now.get().perInstanceHour())) {
                after.merge(leg.rate(), gpuSeconds, Math::addExact);
            } else {
                moved.add(new Reprice(leg, now.get()));
                after.merge(now.get().parts().rate(), gpuSeconds, Math::addExact);
            }
        }
        BasisPoints tax = going.tax(placement.organisation());
        Money atMost =
                placement
                        .estimate()
                        .minus(taxed(before, tax, placement))
                        .plus(taxed(after, tax, placement));
        Leg first = moved.isEmpty() ? one.current().getFirst() : moved.getFirst().leg();
        HourlyRate rateNow =
                moved.isEmpty() ? first.rate() : moved.getFirst().going().parts().rate();
        return Optional.of(
                new Repriced(
                        moved,
                        new Effect(
                                placement,
                                first.rate().perHour(),
                                rateNow.perHour(),
                                placement.estimate(),
                                atMost,
                                placement.decideBy().orElse(null))));
    }

    private static Money taxed(
            Map<HourlyRate, Long> seconds, BasisPoints tax, Placement placement) {
        Money net = Money.zero(placement.estimate().currency());
        for (var atRate : seconds.entrySet()) {
            net = net.plus(atRate.getKey().estimateFor(atRate.getValue()));
        }
        return net.plus(tax.of(net));
    }
}
