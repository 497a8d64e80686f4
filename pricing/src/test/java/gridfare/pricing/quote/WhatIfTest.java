package gridfare.pricing.quote;

import static gridfare.pricing.match.Markets.A100;
import static gridfare.pricing.match.Markets.BEIJING;
import static gridfare.pricing.match.Markets.GUIYANG;
import static gridfare.pricing.match.Markets.START;
import static gridfare.pricing.match.Markets.offer;
import static gridfare.pricing.match.Markets.site;
import static gridfare.pricing.match.Markets.world;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.ExhaustiveMatcher;
import gridfare.pricing.match.Markets;
import gridfare.pricing.match.Relaxing;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.match.World;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhatIfTest {

    private static final Site WEST = site(1, GUIYANG, SiteKind.CORE);
    private static final Site NORTH = site(3, BEIJING, SiteKind.CORE);
    private static final PricingTerms TERMS =
            PricingTerms.starting(new TaxRule(BasisPoints.ZERO, "none"));
    private static final WhatIf WHAT_IF = new WhatIf(new ExhaustiveMatcher());

    /// 8 GPUs at 2.00 and 4 % for 2 h are 33.28; 4 are half, 16 do not fit.
    @Test
    void priceAgainstHoursAndGpus() {
        World world = world(List.of(WEST), List.of(offer(1, WEST, A100, 4, "2", 2)));
        WhatIf.Answer answer =
                WHAT_IF.ask(
                        Request.capacity(8, Duration.ofHours(2)).build(),
                        world,
                        TERMS,
                        Utilisation.idle());

        assertThat(answer.hours()).hasSize(168);
        assertThat(answer.hours().get(1).start()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(answer.hours())
                .allSatisfy(hour ->
                        assertThat(Objects.requireNonNull(hour.best()).total())
                                .isEqualTo(Money.of("33.28", "USD")));
        assertThat(answer.gpus())
                .extracting(WhatIf.OnGpus::gpus)
                .containsExactly(2, 4, 8, 16, 32, 64);
        assertThat(answer.gpus())
                .extracting(each -> each.best() == null ? null : each.best().total().toString())
                .containsExactly(
                        Money.of("16.64", "USD").toString(),
                        Money.of("16.64", "USD").toString(),
                        Money.of("33.28", "USD").toString(),
                        null,
                        null,
                        null);
    }

    /// Beijing's carbon is known for the two days from midnight UTC on.
    @Test
    void carbonFollowsTheHour() {
        World world = world(List.of(NORTH), List.of(offer(1, NORTH, A100, 8, "2", 1)));
        var hours =
                WHAT_IF.ask(
                                Request.capacity(8, Duration.ofHours(1)).build(),
                                world,
                                TERMS,
                                Utilisation.idle())
                        .hours();
        // 8 × 0.4 kW × 1.5 × 1.3 × 1 h = 6.24 kWh; 510 g at 01:00, 15 h after 10:00.
        assertThat(Objects.requireNonNull(hours.get(15).best()).co2Kg())
                .isCloseTo(6.24 * 0.510, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(Objects.requireNonNull(hours.get(60).best()).co2Kg()).isNull();
    }

    /// Each point is what a quote for it would answer, on the whole market.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPointIsAQuote(long seed) {
        var random = new SplittableRandom(seed);
        World world = Markets.world(Markets.random(random, 1 + random.nextInt(30)), Markets.USD);
        Request request = Markets.request(random, Markets.USD);
        WhatIf.Answer answer = WHAT_IF.ask(request, world, TERMS, Utilisation.idle());

        int hour = random.nextInt(WhatIf.HOURS);
        var at = answer.hours().get(hour);
        Request asked = request.with().earliestStart(at.start()).latestStart(null).build();
        QuoteDecision decision =
                new QuoteEngine(new ExhaustiveMatcher())
                        .quote(asked, world, TERMS, Utilisation.idle());
        Money expected =
                decision instanceof QuoteDecision.Quoted quoted
                        ? quoted.options().getFirst().total()
                        : null;
        assertThat(at.best() == null ? null : at.best().total()).isEqualTo(expected);
        assertThat(at.start().truncatedTo(ChronoUnit.SECONDS)).isEqualTo(at.start());
    }

    /// What is proposed helps: the relaxed request keeps at least one offer more.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRelaxationThatIsAppliedHelps(long seed) {
        var random = new SplittableRandom(seed);
        World world = Markets.world(Markets.random(random, 1 + random.nextInt(60)), Markets.USD);
        Request request = Markets.request(random, Markets.USD);
        RuledOut before = new ExhaustiveMatcher().match(request, world).ruledOut();
        for (RuledOut.Relaxation relaxation : before.relaxations()) {
            if (relaxation.constraint() == Constraint.NODE_SIZE
                    || relaxation.constraint() == Constraint.CAPACITY) {
                continue; // fewer GPUs can make work miss its deadline: not one constraint alone
            }
            Relaxing.apply(request, relaxation)
                    .ifPresent(relaxed ->
                            assertThat(
                                            new ExhaustiveMatcher()
                                                    .match(relaxed, world)
                                                    .ruledOut()
                                                    .kept())
                                    .as("%s", relaxation)
                                    .isGreaterThan(before.kept()));
        }
    }

    static LongStream seeds() {
        return new SplittableRandom().longs(Integer.getInteger("seeds", 100));
    }
}
