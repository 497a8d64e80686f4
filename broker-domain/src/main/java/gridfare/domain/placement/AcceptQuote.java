package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.offer.Claims;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.offer.Wanted;
import gridfare.domain.party.Party;
import gridfare.domain.placement.Acceptance.Accepted;
import gridfare.domain.placement.Acceptance.AlreadyAccepted;
import gridfare.domain.placement.Acceptance.CreditExceeded;
import gridfare.domain.placement.Acceptance.InsufficientCapacity;
import gridfare.domain.placement.Acceptance.MayNotPlace;
import gridfare.domain.placement.Acceptance.NoSuchOption;
import gridfare.domain.placement.Acceptance.QuoteExpired;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.Providers;
import gridfare.domain.provider.Site;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuoteId;
import gridfare.domain.quote.QuoteSnapshot;
import gridfare.domain.quote.QuoteState;
import gridfare.domain.quote.QuotedOption;
import gridfare.domain.quote.Quotes;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Request;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.quote.Option;
import gridfare.pricing.quote.OptionLeg;
import gridfare.pricing.resource.Chip;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns an option of a quote into a placement, at the quoted rates, once.
@UseCase
public class AcceptQuote {

    /// How long a claim lives before its leg is ordered, in wall time.
    static final Duration CLAIM = Duration.ofMinutes(10);

    /// How far in the future a start is a later start, which claims nothing yet.
    private static final Duration LATER = Duration.ofMinutes(1);

    /// How long work waits at most where neither request nor tier says.
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);

    @Inject Quotes quotes;
    @Inject Placements placements;
    @Inject Cases cases;
    @Inject CreditCheck credit;
    @Inject PremiumCounters premium;
    @Inject Claims claims;
    @Inject OfferBook book;
    @Inject Providers providers;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// One short transaction, rolled back where the answer is a refusal, with locks in the order of
    /// the house: credit row, premium counter, pools by id, placement. The provider is asked
    /// afterwards, by [StartPlacements], so that a slow provider never holds our locks.
    ///
    /// A quote is accepted once: a second time, for whichever of its options, answers with the
    /// placement.
    public Acceptance accept(Party buyer, QuoteId id, OptionId optionId, PlacementWishes wishes) {
        if (!buyer.role().mayPlace()) return new MayNotPlace();
        Optional<Quote> found = quotes.find(buyer.organisation(), id);
        if (found.isEmpty()) return new NoSuchOption();
        Quote quote = found.get();
        Optional<QuotedOption> option = quote.option(optionId);
        if (option.isEmpty()) return new NoSuchOption();
        Optional<Placement> before = placements.of(buyer.organisation(), id);
        if (before.isPresent()) return new AlreadyAccepted(before.get());
        Instant now = clock.instant();
        if (quote.stateAt(now) != QuoteState.OPEN) return new QuoteExpired(quote.validUntil());
        return accept(buyer, quote, option.get(), wishes, PlacementCase.seconds(now));
    }

    private Acceptance accept(
            Party buyer, Quote quote, QuotedOption quoted, PlacementWishes wishes, Instant now) {
        Option option = quoted.option();
        LedgerAmount upTo = option.totalAtMost().toLedger();
        switch (credit.check(buyer, upTo)) {
            case CreditAnswer.Granted() -> {}
            case CreditAnswer.Exceeded(LedgerAmount missing) -> {
                // Perhaps exceeded by the very placement that another one has made of this quote.
                return placements
                        .of(buyer.organisation(), quote.id())
                        .<Acceptance>map(AlreadyAccepted::new)
                        .orElseGet(() -> new CreditExceeded(missing));
            }
            case CreditAnswer.NoCredit() -> {
                return new MayNotPlace();
            }
        }
        // The credit row is locked: whoever accepted this quote before has committed by now.
        if (quotes.accept(buyer.organisation(), quote.id()) == 0) {
            return placements
                    .of(buyer.organisation(), quote.id())
                    .<Acceptance>map(AlreadyAccepted::new)
                    .orElseGet(() -> new QuoteExpired(quote.validUntil()));
        }
        MarketSnapshot market = book.snapshot();
        QosTier tier = quote.request().tier();
        Optional<String> chipClass = book.chips().find(option.chip()).map(Chip::chipClass);
        if (tier.isPremium()
                && chipClass.isPresent()
                && !premium.take(
                        chipClass.get(), option.gpus(), chipsOf(chipClass.get()), wall.instant())) {
            return new InsufficientCapacity(Optional.empty());
        }
        List<LegId> legIds = new ArrayList<>();
        List<LegTerms> legTerms = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (OptionLeg leg : option.legs()) {
            LegId legId = new LegId(cases.newId());
            legIds.add(legId);
            legTerms.add(terms(leg));
            wanted.add(new Wanted(legId, leg.pool(), leg.instances()));
        }
        PlacementReason waitsFor = null;
        if (option.start().isAfter(now.plus(LATER))) {
            waitsFor = PlacementReason.LATER_START;
        } else if (!claims.take(buyer.organisation(), wanted, wall.instant().plus(CLAIM))) {
            if (!tier.mayQueue()) {
                return new InsufficientCapacity(nextBest(quote, quoted, market));
            }
            waitsFor = PlacementReason.WAITING_FOR_CAPACITY;
        }
        PlacementCase placed =
                PlacementCase.accepted(
                        new PlacementId(cases.newId()),
                        terms(buyer, quote, quoted, wishes, chipClass.orElse(null), now),
                        legIds,
                        legTerms,
                        waitsFor,
                        now);
        cases.add(placed);
        return new Accepted(placed.placement());
    }

    private static PlacementTerms terms(
            Party buyer,
            Quote quote,
            QuotedOption quoted,
            PlacementWishes wishes,
            @org.jspecify.annotations.Nullable String chipClass,
            Instant now) {
        Option option = quoted.option();
        Duration duration = Duration.ofSeconds(option.time().highSeconds());
        Instant start = PlacementCase.seconds(option.start());
        Instant startsAt = start.isAfter(now.plus(LATER)) ? start : now;
        return new PlacementTerms(
                buyer.organisation(),
                buyer.person(),
                quote.id(),
                quoted.id(),
                quote.request().tier(),
                wishes,
                option.gpus(),
                option.totalAtMost(),
                duration,
                startsAt,
                startBy(quote.request(), startsAt, duration),
                chipClass);
    }

    /// The end of the start window: as asked, or as the deadline allows, or as the tier promises;
    /// and never before there was a chance.
    private static Instant startBy(Request request, Instant startsAt, Duration duration) {
        Instant latest = request.latestStart();
        if (latest == null && request.need() instanceof Need.Work work) {
            latest = work.deadline().minus(duration);
        }
        if (latest == null) {
            latest = startsAt.plus(request.tier().startWithin().orElse(LONGEST_WAIT));
        }
        Instant least = startsAt.plus(LATER);
        return PlacementCase.seconds(latest.isBefore(least) ? least : latest);
    }

    private LegTerms terms(OptionLeg leg) {
        Site site =
                providers
                        .site(leg.site())
                        .orElseThrow(() -> new IllegalStateException(leg.site() + " is gone."));
        return new LegTerms(
                leg.provider(),
                leg.site(),
                leg.pool(),
                site.region(),
                site.code(),
                leg.chip(),
                leg.instanceType(),
                leg.instances(),
                leg.gpus(),
                leg.purchaseOption(),
                leg.rate(),
                QuoteSnapshot.write(leg.parts()),
                leg.parts().providerPrice().times(leg.gpus() / leg.instances()));
    }

    private List<String> chipsOf(String chipClass) {
        return book.chips().chips().stream()
                .filter(chip -> chip.chipClass().equals(chipClass))
                .map(chip -> chip.id().value())
                .toList();
    }

    private static Optional<OptionId> nextBest(
            Quote quote, QuotedOption refused, MarketSnapshot market) {
        return quote.options().stream()
                .filter(other -> !other.id().equals(refused.id()))
                .filter(other ->
                        other.option().legs().stream()
                                .allMatch(leg -> isThere(leg, refused, market)))
                .map(QuotedOption::id)
                .findFirst();
    }

    private static boolean isThere(OptionLeg leg, QuotedOption refused, MarketSnapshot market) {
        boolean samePool =
                refused.option().legs().stream().anyMatch(it -> it.pool().equals(leg.pool()));
        return !samePool
                && market.find(leg.offer())
                        .filter(offer -> offer.claimableInstances() >= leg.instances())
                        .isPresent();
    }
}
