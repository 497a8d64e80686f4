package gridfare.pricing.quote;

import static gridfare.pricing.match.Markets.A100;
import static gridfare.pricing.match.Markets.BEIJING;
import static gridfare.pricing.match.Markets.CNY;
import static gridfare.pricing.match.Markets.GUIYANG;
import static gridfare.pricing.match.Markets.H100;
import static gridfare.pricing.match.Markets.NOW;
import static gridfare.pricing.match.Markets.SHANGHAI;
import static gridfare.pricing.match.Markets.SINGAPORE;
import static gridfare.pricing.match.Markets.START;
import static gridfare.pricing.match.Markets.UNMEASURED;
import static gridfare.pricing.match.Markets.USD;
import static gridfare.pricing.match.Markets.offer;
import static gridfare.pricing.match.Markets.seen;
import static gridfare.pricing.match.Markets.until;
import static gridfare.pricing.match.Markets.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.DataSet;
import gridfare.pricing.match.ExhaustiveMatcher;
import gridfare.pricing.match.Markets;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.RankBy;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.match.Spread;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QuoteEngineTest {

    private static final Site WEST = Markets.site(0, GUIYANG, SiteKind.CORE);
    private static final Site EAST = Markets.site(1, SHANGHAI, SiteKind.CORE);
    private static final Site NORTH = Markets.site(2, BEIJING, SiteKind.CORE);
    private static final Site SOUTH = Markets.site(3, SINGAPORE, SiteKind.CORE);
    private static final TaxRule NO_TAX = new TaxRule(BasisPoints.ZERO, "outside-cn");
    private static final TaxRule VAT = new TaxRule(BasisPoints.percent(6), "vat-cn");
    private static final Offer PLAIN = offer(1, WEST, A100, 8, "1.27", 2);

    /// By hand, 8 GPUs for 24 h at 1.27: compute 243.84, fee 4 % 9.7536, premium 10 % 24.384, in
    /// all 277.9776; VAT 6 % 16.678656; total 294.656256. The rate is 1.27 + 0.0508 + 0.127 =
    /// 1.4478.
    @Test
    void aQuoteByHand() {
        var option = only(quote(ask(8).tier(QosTier.GUARANTEED).build(), VAT, PLAIN));
        assertThat(option.lines())
                .containsExactly(
                        line(PriceLine.Kind.COMPUTE, "243.84"),
                        line(PriceLine.Kind.TIER_PREMIUM, "24.384"),
                        line(PriceLine.Kind.BROKER_FEE, "9.7536"),
                        line(PriceLine.Kind.TAX, "16.678656"));
        assertThat(option.total()).isEqualTo(Money.of("294.656256", "USD"));
        assertThat(option.totalAtMost()).isEqualTo(option.total());
        assertThat(option.legs().getFirst().rate().perHour()).isEqualTo(Money.of("1.4478", "USD"));
        assertThat(option.start()).isEqualTo(START);
        assertThat(option.agreedEnd()).isEqualTo(START.plus(Duration.ofHours(24)));
        assertThat(option.capacityReserved()).isTrue();
        assertThat(option.roundTripMs()).isNull();
    }

    /// The same energy by hand: 8 × 0.4 kW × 1.5 × 1.3 × 24 h = 149.76 kWh, at 450 g/kWh 67.392 kg;
    /// and product.md's failure figure.
    @Test
    void energyAndFailureByHand() {
        var option = only(quote(ask(8).build(), NO_TAX, PLAIN));
        assertThat(option.footprint().kwh()).isCloseTo(149.76, within(1e-9));
        assertThat(option.footprint().co2Kg()).isCloseTo(67.392, within(1e-9));
        assertThat(option.footprint().renewableShare()).isCloseTo(0.4, within(1e-9));
        assertThat(option.reliability().failureProbability()).isCloseTo(0.00378, within(0.000005));
        assertThat(option.reliability().checkpoints()).isNull();
    }

    @Test
    void whatIsNotKnownIsNullAndNeverZero() {
        var somewhere = only(quote(ask(8).build(), NO_TAX, offer(1, SOUTH, A100, 8, "1", 1)));
        assertThat(somewhere.footprint().kwh()).isNotNull();
        assertThat(somewhere.footprint().co2Kg()).isNull();
        assertThat(somewhere.footprint().renewableShare()).isNull();
        assertThat(somewhere.footprint().estimated()).isTrue();
        var unmeasured = only(quote(ask(8).build(), NO_TAX, offer(1, WEST, UNMEASURED, 8, "1", 1)));
        assertThat(unmeasured.footprint().kwh()).isNull();
        assertThat(unmeasured.footprint().co2Kg()).isNull();
        assertThat(unmeasured.footprint().renewableShare()).isCloseTo(0.4, within(1e-9));
        // Beijing's carbon is known for two days; the third day makes the mean unknown.
        var longer =
                only(
                        quote(
                                Request.capacity(8, Duration.ofDays(2)).build(),
                                NO_TAX,
                                offer(1, NORTH, A100, 8, "1", 1)));
        assertThat(longer.footprint().co2Kg()).isNull();
    }

    /// 100 reference hours on 7 H100 for 25 715 s: 180 005 GPU-seconds at 2.08 are 104.002889;
    /// compute is 100 h at 2.00, the difference is what the faster chip saves.
    @Test
    void aFasterChipIsAPriceLineOfItsOwn() {
        var request = Request.work("100", START.plus(Duration.ofHours(10))).build();
        var option = only(quote(request, NO_TAX, offer(1, WEST, H100, 1, "2", 20)));
        assertThat(option.lines())
                .containsExactly(
                        line(PriceLine.Kind.COMPUTE, "200"),
                        line(PriceLine.Kind.CHIP_DIFFERENCE, "-99.997222"),
                        line(PriceLine.Kind.BROKER_FEE, "4.000111"),
                        line(PriceLine.Kind.TAX, "0"));
        assertThat(option.total()).isEqualTo(Money.of("104.002889", "USD"));
        // to the agreed end: 7 × 32 143 s
        assertThat(option.totalAtMost()).isEqualTo(Money.of("130.000578", "USD"));
        assertThat(option.extraGpus()).isZero();
    }

    @Test
    void gpusThatComeAlongAreChargedAndShown() {
        var option = only(quote(ask(12).build(), NO_TAX, PLAIN));
        assertThat(option.extraGpus()).isEqualTo(4);
        assertThat(option.gpus()).isEqualTo(16);
        assertThat(option.lines())
                .contains(
                        line(PriceLine.Kind.COMPUTE, "365.76"),
                        line(PriceLine.Kind.EXTRA_GPUS, "121.92"));
    }

    /// 1.27 USD + 4 % = 1.3208, at 7.1180 = 9.401454 CNY; × 192 GPU-hours = 1805.079168.
    @Test
    void theRateIsExchangedOnceAndChargedInTheBuyersCurrency() {
        var option = only(quote(ask(8).build(), terms(NO_TAX), Utilisation.idle(), CNY, PLAIN));
        assertThat(option.legs().getFirst().rate().perHour())
                .isEqualTo(Money.of("9.401454", "CNY"));
        assertThat(option.total()).isEqualTo(Money.of("1805.079168", "CNY"));
        assertThat(option.legs().getFirst().parts().payable().perHour())
                .isEqualTo(Money.of("1.27", "USD"));
    }

    /// 85 % in use is half way from 70 % to 100 %: a quarter of p. 243.84 / 4 = 60.96.
    @Test
    void scarcityIsALineOfItsOwn() {
        var use =
                new Utilisation(
                        Map.of(
                                new Utilisation.Key(QosTier.STANDARD, "80-CUDA"),
                                BasisPoints.percent(85)));
        var option = only(quote(ask(8).build(), terms(NO_TAX), use, USD, PLAIN));
        assertThat(option.lines()).contains(line(PriceLine.Kind.SURGE, "60.96"));
        assertThat(option.total()).isEqualTo(Money.of("314.5536", "USD"));
    }

    /// 100 GiB are 107.3741824 GB at 0.05.
    @Test
    void movingDataIsALineOfItsOwnAndFreeWhereItLies() {
        var data = new DataSet(100, SHANGHAI.coordinates());
        var decision =
                quote(
                        ask(8).dataSet(data).build(),
                        NO_TAX,
                        PLAIN,
                        offer(2, EAST, A100, 8, "1.27", 1));
        assertThat(decision.options().getFirst().legs().getFirst().site()).isEqualTo(EAST.id());
        assertThat(decision.options().getFirst().lines())
                .extracting(PriceLine::kind)
                .doesNotContain(PriceLine.Kind.DATA_TRANSFER);
        var moved = decision.options().getLast();
        assertThat(moved.lines()).contains(line(PriceLine.Kind.DATA_TRANSFER, "5.368709"));
        assertThat(moved.transferSeconds()).isEqualTo(86);
        assertThat(moved.start()).isEqualTo(START.plusSeconds(86));
        assertThat(moved.capacityReserved()).isFalse();
    }

    @Test
    void anAffordableOptionIsKeptAndTheRestIsCountedUnderBudget() {
        Offer dear = offer(2, EAST, A100, 8, "2.00", 2);
        var request = ask(8).budget(Money.of("300", "USD")).build();
        var decision = quote(request, NO_TAX, PLAIN, dear);
        assertThat(decision.options()).hasSize(1);
        assertThat(decision.ruledOut().counts())
                .containsExactly(Map.entry(Constraint.BUDGET, new RuledOut.Count(1, 1)));
        assertThat(decision.ruledOut().relaxations())
                .containsExactly(new RuledOut.Relaxation(Constraint.BUDGET, 399.36));
    }

    @Test
    void aBudgetBelowTheCheapestIsAnAnswer() {
        var request = ask(8).budget(Money.of("253.593599", "USD")).build();
        assertThat(decide(request, terms(NO_TAX), Utilisation.idle(), USD, PLAIN))
                .isInstanceOfSatisfying(
                        QuoteDecision.OverBudget.class,
                        over -> {
                            assertThat(over.cheapest()).isEqualTo(Money.of("253.5936", "USD"));
                            assertThat(over.ruledOut().kept()).isZero();
                        });
        assertThat(
                        quote(ask(8).budget(Money.of("253.5936", "USD")).build(), NO_TAX, PLAIN)
                                .options())
                .hasSize(1);
    }

    @Test
    void theBudgetHoldsToTheAgreedEnd() {
        var work = Request.work("100", START.plus(Duration.ofHours(10)));
        Offer h100 = offer(1, WEST, H100, 1, "2", 20);
        assertThat(
                        decide(
                                work.budget(Money.of("130", "USD")).build(),
                                terms(NO_TAX),
                                Utilisation.idle(),
                                USD,
                                h100))
                .isInstanceOf(QuoteDecision.OverBudget.class);
    }

    @Test
    void nothingThatFitsIsAnAnswerWithReasons() {
        assertThat(decide(ask(17).build(), terms(NO_TAX), Utilisation.idle(), USD, PLAIN))
                .isInstanceOfSatisfying(
                        QuoteDecision.NoCapacity.class,
                        none ->
                                assertThat(none.ruledOut().counts())
                                        .containsOnlyKeys(Constraint.CAPACITY));
    }

    @Test
    void aBudgetInAnotherCurrencyIsACallersMistake() {
        var request = ask(8).budget(Money.of("300", "CNY")).build();
        assertThatIllegalArgumentException().isThrownBy(() -> quote(request, NO_TAX, PLAIN));
    }

    @Test
    void anOldOfferSinksAndShowsItsAge() {
        Offer old = seen(offer(2, EAST, A100, 8, "1.00", 2), NOW.minusSeconds(301));
        Offer justFresh = seen(offer(3, NORTH, A100, 8, "1.30", 2), NOW.minusSeconds(300));
        var options = quote(ask(8).build(), NO_TAX, PLAIN, old, justFresh).options();
        assertThat(options)
                .extracting(option -> option.legs().getFirst().offer())
                .containsExactly(PLAIN.id(), justFresh.id(), old.id());
        assertThat(options.getLast().stale()).isTrue();
        assertThat(options.getLast().age()).isEqualTo(Duration.ofSeconds(301));
        assertThat(options.getLast().reasons())
                .contains(Option.Reason.CHEAPEST, Option.Reason.STALE);
    }

    @Test
    void aQuoteHoldsNoLongerThanItsOffers() {
        assertThat(quote(ask(8).build(), NO_TAX, PLAIN).validUntil())
                .isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        assertThat(quote(ask(8).build(), NO_TAX, until(PLAIN, NOW.plusSeconds(60))).validUntil())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void ranksByWhatTheBuyerWantsLeastOf() {
        Offer clean = offer(1, WEST, A100, 8, "1.30", 1);
        Offer cheap = offer(2, EAST, A100, 8, "1.20", 1);
        Offer unknown = offer(3, SOUTH, A100, 8, "1.10", 1);
        assertThat(first(ask(8).rankBy(RankBy.PRICE), clean, cheap)).isEqualTo(cheap);
        assertThat(first(ask(8).rankBy(RankBy.CARBON), clean, cheap)).isEqualTo(clean);
        assertThat(first(ask(8).rankBy(RankBy.CARBON), clean, cheap, unknown)).isEqualTo(clean);
        // 22.464 kg less for 19.9680 more: worth it from 0.89 a kilogram on.
        var worth = ask(8).co2PricePerKg(Money.of("0.88", "USD"));
        assertThat(first(worth, clean, cheap)).isEqualTo(cheap);
        assertThat(first(worth.co2PricePerKg(Money.of("0.90", "USD")), clean, cheap))
                .isEqualTo(clean);
        // What is not known counts as the dirtiest known, so it has no advantage of it.
        assertThat(first(worth.co2PricePerKg(Money.of("9", "USD")), clean, cheap, unknown))
                .isEqualTo(clean);
    }

    @Test
    void theGreenestAndTheNearestAreShownEvenWhenManyAreCheaper() {
        Offer[] offers = new Offer[30];
        for (int i = 0; i < 29; i++) offers[i] = offer(i, EAST, A100, 8, "1.00", 1);
        offers[29] = offer(99, WEST, A100, 8, "3.00", 1);
        var options = quote(ask(8).near(GUIYANG.coordinates()).build(), NO_TAX, offers).options();
        assertThat(options).hasSize(20);
        assertThat(options.getLast().legs().getFirst().offer()).isEqualTo(offers[29].id());
        assertThat(options.getLast().reasons())
                .contains(Option.Reason.LEAST_CARBON, Option.Reason.NEAREST);
        assertThat(options.getLast().roundTripMs()).isEqualTo(15.0);
    }

    @Test
    void everyChipIsShownEvenWhenManyOffersOfOneAreCheaper() {
        Offer[] offers = new Offer[30];
        for (int i = 0; i < 29; i++) offers[i] = offer(i, EAST, A100, 8, "1.00", 1);
        offers[29] = offer(99, EAST, H100, 8, "3.00", 1);
        var options = quote(ask(8).build(), NO_TAX, offers).options();
        assertThat(options).hasSize(20);
        assertThat(options.getLast().chip()).isEqualTo(H100);
    }

    @Test
    void theClosestConstraintIsNamed() {
        var roomy = only(quote(ask(8).memoryGibPerGpu(60).build(), NO_TAX, PLAIN));
        assertThat(roomy.closest()).isEqualTo(new Option.Closest(Constraint.MEMORY, 0.75));
        var full = only(quote(ask(16).memoryGibPerGpu(60).build(), NO_TAX, PLAIN));
        assertThat(full.closest()).isEqualTo(new Option.Closest(Constraint.CAPACITY, 1));
    }

    @Test
    void checkpointsAreAdvisedWhereAskedFor() {
        // 8 GPUs write 480 GB in 60 s.
        var option = only(quote(ask(8).checkpointBytes(480e9).build(), NO_TAX, PLAIN));
        var checkpoints = Objects.requireNonNull(option.reliability().checkpoints());
        assertThat(checkpoints.writeSeconds()).isCloseTo(60, within(1e-9));
        // M = 6 334.6 h: √(2 × 60 s × M) − 60 s and a little
        assertThat(checkpoints.intervalSeconds()).isCloseTo(52_250, within(100.0));
        assertThat(checkpoints.isTooMuch()).isFalse();
    }

    @Test
    void aVirtualClusterIsOneOptionWithALegASite() {
        var request = ask(13).spread(Spread.upToSites(2)).build();
        var option =
                only(
                        quote(
                                request,
                                NO_TAX,
                                offer(1, WEST, A100, 4, "1", 2),
                                offer(2, EAST, A100, 8, "2", 1)));
        assertThat(option.legs()).extracting(OptionLeg::gpus).containsExactly(8, 8);
        assertThat(option.extraGpus()).isEqualTo(3);
        // The three that nobody asked for are the dear ones: 3 × 24 h × 2.
        assertThat(option.lines()).contains(line(PriceLine.Kind.EXTRA_GPUS, "144"));
        assertThat(option.total()).isEqualTo(Money.of("599.04", "USD"));
        assertThat(option.footprint().co2Kg()).isCloseTo(67.392 + 149.76 * 0.6, within(1e-9));
    }

    @Test
    void aLaterStartIsNotReservedUnlessTheOfferIs() {
        var request = ask(8).earliestStart(START.plus(Duration.ofHours(3))).build();
        var options =
                quote(
                                request,
                                NO_TAX,
                                PLAIN,
                                with(offer(2, EAST, A100, 8, "2", 1), PurchaseOption.RESERVED))
                        .options();
        assertThat(options).extracting(Option::capacityReserved).containsExactly(false, true);
        assertThat(options.getFirst().start()).isEqualTo(START.plus(Duration.ofHours(3)));
    }

    private static Request.Builder ask(int gpus) {
        return Request.capacity(gpus, Duration.ofHours(24));
    }

    private static PricingTerms terms(TaxRule tax) {
        return PricingTerms.starting(tax);
    }

    private static QuoteDecision decide(
            Request request,
            PricingTerms terms,
            Utilisation utilisation,
            Currency currency,
            Offer... offers) {
        var market = new MarketSnapshot(List.of(WEST, EAST, NORTH, SOUTH), List.of(offers), 1);
        return new QuoteEngine(new ExhaustiveMatcher())
                .quote(request, Markets.world(market, currency), terms, utilisation);
    }

    private static QuoteDecision.Quoted quote(
            Request request,
            PricingTerms terms,
            Utilisation utilisation,
            Currency currency,
            Offer... offers) {
        return (QuoteDecision.Quoted) decide(request, terms, utilisation, currency, offers);
    }

    private static QuoteDecision.Quoted quote(Request request, TaxRule tax, Offer... offers) {
        return quote(request, terms(tax), Utilisation.idle(), USD, offers);
    }

    private static Option only(QuoteDecision.Quoted quoted) {
        assertThat(quoted.options()).hasSize(1);
        return quoted.options().getFirst();
    }

    private static Offer first(Request.Builder request, Offer... offers) {
        var best = quote(request.build(), NO_TAX, offers).options().getFirst();
        for (Offer offer : offers) {
            if (offer.id().equals(best.legs().getFirst().offer())) return offer;
        }
        throw new AssertionError(best);
    }

    private static PriceLine line(PriceLine.Kind kind, String amount) {
        return new PriceLine(kind, Money.of(amount, "USD"));
    }
}
