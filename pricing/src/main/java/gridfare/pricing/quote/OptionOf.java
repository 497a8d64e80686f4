package gridfare.pricing.quote;

import gridfare.pricing.market.Offer;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.World;
import gridfare.pricing.money.HourlyRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes options of what is shown: legs, lines, figures and reasons.
final class OptionOf {

    private final Request request;
    private final World world;
    private final LinesOf lines;
    private final ReliabilityOf reliabilities;
    private final ClosestOf closest;
    private final DeferralOf deferrals;

    OptionOf(Asking asking) {
        this.request = asking.request();
        this.world = asking.world();
        this.lines = new LinesOf(asking);
        this.reliabilities = new ReliabilityOf(asking);
        this.closest = new ClosestOf(asking);
        this.deferrals = new DeferralOf(asking);
    }

    Option option(Priced priced, Bests bests) {
        Candidate candidate = priced.candidate();
        List<OptionLeg> legs = new ArrayList<>();
        for (int i = 0; i < candidate.legs().size(); i++) {
            legs.add(leg(candidate.legs().get(i), priced.parts().get(i), priced.rates().get(i)));
        }
        Reliability reliability = reliabilities.of(priced);
        int extra =
                request.need() instanceof Need.Capacity(int gpus, Duration ignored)
                        ? candidate.gpus() - gpus
                        : 0;
        return new Option(
                legs,
                priced.total(),
                lines.lines(priced, extra),
                priced.most(),
                extra,
                candidate.time(),
                candidate.start(),
                candidate.finish(),
                candidate.latestFinish(),
                isReserved(candidate),
                candidate.transferSeconds(),
                Double.isNaN(candidate.roundTripMs()) ? null : candidate.roundTripMs(),
                priced.footprint(),
                reliability,
                priced.expectedLoss(),
                chipBasis(candidate),
                priced.scaling(),
                deferrals.of(candidate),
                priced.age(),
                priced.stale(),
                closest.closest(priced),
                reasons(priced, reliability, bests));
    }

    private @Nullable ChipBasis chipBasis(Candidate candidate) {
        boolean foreign = request.stacks().isForeign(candidate.chip().stack());
        return world.chips()
                .throughput(candidate.chip().id(), request.workloadKind())
                .map(figure ->
                        new ChipBasis(
                                figure,
                                foreign,
                                foreign ? world.assumptions().portabilityLoss().value() : 0))
                .orElse(null);
    }

    private OptionLeg leg(Candidate.Leg leg, RateParts parts, HourlyRate rate) {
        Offer offer = leg.offer();
        return new OptionLeg(
                offer.id(),
                offer.version(),
                offer.pool(),
                offer.site(),
                offer.provider(),
                offer.chip(),
                offer.instanceType(),
                offer.purchaseOption(),
                offer.stock(),
                leg.instances(),
                leg.gpus(),
                parts,
                rate,
                offer.age(world.wallNow()));
    }

    /// Capacity is claimed at acceptance where it starts at once; a later start waits for it unless
    /// the provider sells it reserved.
    private boolean isReserved(Candidate candidate) {
        if (!candidate.start().isAfter(world.now())) return true;
        return candidate.legs().stream()
                .allMatch(leg -> leg.offer().purchaseOption() == PurchaseOption.RESERVED);
    }

    private static List<Option.Reason> reasons(
            Priced priced, Reliability reliability, Bests bests) {
        List<Option.Reason> reasons = new ArrayList<>(bests.of(priced));
        if (priced.stale()) reasons.add(Option.Reason.STALE);
        var checkpoints = reliability.checkpoints();
        if (checkpoints != null && checkpoints.isTooMuch()) {
            reasons.add(Option.Reason.CHECKPOINT_OVERHEAD);
        }
        return reasons;
    }
}
