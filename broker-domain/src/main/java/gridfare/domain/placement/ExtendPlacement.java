package gridfare.domain.placement;

import gridfare.domain.party.Party;
import gridfare.domain.placement.ExtendAnswer.CreditExceeded;
import gridfare.domain.placement.ExtendAnswer.Effect;
import gridfare.domain.placement.ExtendAnswer.Extended;
import gridfare.domain.placement.ExtendAnswer.MayNotExtend;
import gridfare.domain.placement.ExtendAnswer.NoSuchPlacement;
import gridfare.domain.placement.ExtendAnswer.NotExtendable;
import gridfare.domain.placement.ExtendAnswer.NotOnSale;
import gridfare.domain.placement.ExtendAnswer.PriceChanged;
import gridfare.domain.quote.GoingRates;
import gridfare.domain.quote.GoingRates.Going;
import gridfare.domain.quote.QuoteSnapshot;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets a buyer run on past the agreed end, at the rate that goes now, and see first what that
/// costs. The seconds to the present agreed end keep their rate.
@UseCase
public class ExtendPlacement {

    /// The shortest and the longest time by which one call extends.
    public static final Duration LEAST = Duration.ofMinutes(1);

    public static final Duration MOST = Duration.ofDays(30);

    @Inject Cases cases;
    @Inject CreditCheck credit;
    @Inject GoingRates going;
    @Inject InstantSource clock;

    private record Priced(List<LaterRate> ofLegs, Effect effect) {}

    /// What running on for `by` would cost. Changes nothing.
    public ExtendAnswer effect(Party buyer, PlacementId id, Duration by) {
        Optional<PlacementCase> found = cases.find(buyer.organisation(), id);
        if (found.isEmpty()) return new NoSuchPlacement();
        PlacementCase one = found.get();
        if (!one.mayExtend(clock.instant())) return new NotExtendable(one.placement().state());
        return price(one, by).<ExtendAnswer>map(Priced::effect).orElseGet(NotOnSale::new);
    }

    /// Runs on.
    ///
    /// @param by whole seconds between [#LEAST] and [#MOST]
    /// @param atMost the most the extension may cost, tax included: what the buyer was shown
    public ExtendAnswer extend(Party buyer, PlacementId id, Duration by, Money atMost) {
        if (!buyer.role().mayPlace()) return new MayNotExtend();
        Optional<PlacementCase> found = cases.find(buyer.organisation(), id);
        if (found.isEmpty()) return new NoSuchPlacement();
        PlacementCase one = found.get();
        Placement placement = one.placement();
        Instant now = clock.instant();
        if (!one.mayExtend(now)) return new NotExtendable(placement.state());
        Optional<Priced> priced = price(one, by);
        if (priced.isEmpty()) return new NotOnSale();
        Effect effect = priced.get().effect();
        if (effect.total().exceeds(atMost.toLedger())) return new PriceChanged(effect);
        switch (credit.check(buyer, effect.total())) {
            case CreditAnswer.Granted() -> {}
            case CreditAnswer.Exceeded(LedgerAmount missing) -> {
                return new CreditExceeded(missing);
            }
            case CreditAnswer.NoCredit() -> {
                return new MayNotExtend();
            }
        }
        one.extended(by, priced.get().ofLegs(), effect.total(), now);
        cases.save(one);
        return new Extended(placement);
    }

    private Optional<Priced> price(PlacementCase one, Duration by) {
        if (by.compareTo(LEAST) < 0
                || by.compareTo(MOST) > 0
                || !by.equals(Duration.ofSeconds(by.toSeconds()))) {
            throw new IllegalArgumentException("Nothing is extended by %s.".formatted(by));
        }
        Placement placement = one.placement();
        Instant end = placement.agreedEnd().orElseThrow();
        List<LaterRate> rates = new ArrayList<>();
        Map<HourlyRate, Long> seconds = new HashMap<>();
        for (Leg leg : one.current()) {
            Optional<Going> now =
                    going.of(
                            placement.organisation(),
                            placement.tier(),
                            leg.pool(),
                            leg.purchaseOption(),
                            placement.estimate().currency());
            if (now.isEmpty()) return Optional.empty();
            HourlyRate rate = now.get().parts().rate();
            rates.add(
                    new LaterRate(
                            end,
                            rate,
                            QuoteSnapshot.write(now.get().parts()),
                            now.get().perInstanceHour()));
            seconds.merge(rate, Math.multiplyExact(leg.gpus(), by.toSeconds()), Math::addExact);
        }
        LedgerAmount cost =
                CostSoFar.charge(seconds, LedgerAmount.zero(placement.estimate().currency()));
        LedgerAmount tax = going.tax(placement.organisation()).of(cost);
        return Optional.of(
                new Priced(
                        rates,
                        new Effect(
                                placement,
                                end.plus(by),
                                rates.getFirst().rate().perHour(),
                                cost,
                                tax,
                                cost.plus(tax))));
    }
}
