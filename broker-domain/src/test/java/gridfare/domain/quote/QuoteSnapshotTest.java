package gridfare.domain.quote;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.energy.BestStart;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.Stock;
import gridfare.pricing.match.Candidate.RunTime;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.DataClass;
import gridfare.pricing.match.DataSet;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.RankBy;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.StackSupport;
import gridfare.pricing.match.TrainingStep;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.quote.ChipBasis;
import gridfare.pricing.quote.Deferral;
import gridfare.pricing.quote.Footprint;
import gridfare.pricing.quote.Option;
import gridfare.pricing.quote.OptionLeg;
import gridfare.pricing.quote.PriceLine;
import gridfare.pricing.quote.QuoteDecision;
import gridfare.pricing.quote.RateParts;
import gridfare.pricing.quote.Reliability;
import gridfare.pricing.quote.Scaling;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.Interconnect;
import gridfare.pricing.resource.SoftwareStack;
import gridfare.pricing.resource.Throughput;
import gridfare.pricing.resource.WorkloadKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuoteSnapshotTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant NOW = Instant.parse("2026-11-24T06:10:00.123456789Z");

    @Test
    void aRequestWithEveryConstraintComesBackEqual() {
        Request request =
                Request.work("2000.50", NOW.plusSeconds(86_400))
                        .workloadKind(WorkloadKind.FINE_TUNING)
                        .tier(QosTier.GUARANTEED)
                        .chips(Set.of(new ChipId("a100-sxm-80"), new ChipId("h100-sxm")))
                        .stacks(StackSupport.nativeOn(SoftwareStack.CUDA))
                        .memoryGibPerGpu(80)
                        .spread(Spread.upToSites(3))
                        .interconnects(Set.of(Interconnect.NVLINK))
                        .near(new Coordinates(31.23, 121.47))
                        .maxRoundTripMs(14.9)
                        .jurisdictions(Set.of(new Jurisdiction("CN"), new Jurisdiction("CN-GZ")))
                        .dataClass(DataClass.MEDICAL)
                        .earliestStart(NOW)
                        .latestStart(NOW.plusSeconds(1))
                        .budget(Money.of("9223372036854.775807", "USD"))
                        .minRenewableShare(0.1 + 0.2)
                        .co2PricePerKg(Money.of("0.000001", "USD"))
                        .timePricePerHour(Money.of("0.4", "USD"))
                        .dataSet(new DataSet(720.1, new Coordinates(-1.5, 1e-7)))
                        .checkpointBytes(1.75e11)
                        .allowedProviders(Set.of(new ProviderId(UUID.randomUUID())))
                        .deniedProviders(Set.of(new ProviderId(UUID.randomUUID())))
                        .rankBy(RankBy.CARBON)
                        .build();

        assertThat(QuoteSnapshot.readRequest(QuoteSnapshot.write(request))).isEqualTo(request);
    }

    @Test
    void aRequestWithoutConstraintsComesBackEqual() {
        Request request = Request.capacity(8, Duration.ofHours(24)).build();

        assertThat(QuoteSnapshot.readRequest(QuoteSnapshot.write(request))).isEqualTo(request);
    }

    @Test
    void optionsKeepEveryMicroAndTheirNames() {
        RateParts parts =
                RateParts.of(
                        new Money(9_014_401, CNY),
                        BasisPoints.percent(4),
                        BasisPoints.percent(10),
                        new BasisPoints(1),
                        BasisPoints.ZERO,
                        new FxRate(
                                CNY,
                                USD,
                                new BigDecimal("0.140800"),
                                LocalDate.of(2026, 11, 23),
                                "2026-11-23"));
        OptionLeg leg =
                new OptionLeg(
                        new OfferId(UUID.randomUUID()),
                        Long.MAX_VALUE,
                        new PoolId(UUID.randomUUID()),
                        new SiteId(UUID.randomUUID()),
                        new ProviderId(UUID.randomUUID()),
                        new ChipId("a100-sxm-80"),
                        "ecs.gn7e-c16g1.16xlarge",
                        PurchaseOption.SPOT,
                        Stock.STATUS,
                        1,
                        8,
                        parts,
                        parts.rate(),
                        Duration.ofMillis(1_234));
        Money compute = parts.rate().estimateFor(8 * 86_400);
        Option option =
                new Option(
                        List.of(leg),
                        compute,
                        List.of(new PriceLine(PriceLine.Kind.COMPUTE, compute)),
                        compute,
                        0,
                        RunTime.exactly(86_400),
                        NOW,
                        NOW.plusSeconds(86_400),
                        NOW.plusSeconds(86_400),
                        true,
                        0,
                        14.900000000000002,
                        new Footprint(150.1, null, 1.0 / 3, true),
                        new Reliability(
                                6_334.625,
                                0.00378,
                                0.0038,
                                new Reliability.Checkpointing(
                                        60, 1_610, 1_650, 0.0764, 1.8336, compute),
                                new Reliability.Spares(0.99, 1),
                                new Reliability.Interruption(0.01, 0.24, 0.13)),
                        compute,
                        new ChipBasis(
                                new Throughput(
                                        1.9, 1.4, 2.5, Throughput.Confidence.HIGH, "measured"),
                                true,
                                0.125),
                        new Scaling(
                                TrainingStep.Exchange.COMPRESSED, 2, 1e10, 10, 0, 28, 0.72, 0.5),
                        new Deferral(
                                new BestStart.Best(
                                        List.of(new BestStart.Slot(NOW, NOW.plusSeconds(86_400))),
                                        0.3,
                                        0.5),
                                null,
                                null,
                                null),
                        Duration.ofSeconds(3),
                        false,
                        new Option.Closest(Constraint.BUDGET, 0.99),
                        List.of(Option.Reason.CHEAPEST, Option.Reason.NEAREST));
        var ruledOut =
                new RuledOut(
                        4_100,
                        Map.of(Constraint.MEMORY, new RuledOut.Count(168, 21)),
                        List.of(new RuledOut.Relaxation(Constraint.MEMORY, 32)),
                        List.of(new RuledOut.SlowCluster(new ChipId("t4"), 2, 8, 280, 0.1, null)));
        var decided =
                new QuoteSnapshot.Decided(
                        List.of(UUID.randomUUID()),
                        new QuoteDecision.Quoted(List.of(option), NOW, ruledOut));

        assertThat(QuoteSnapshot.readDecided(QuoteSnapshot.write(decided))).isEqualTo(decided);
        assertThat(QuoteSnapshot.readRateParts(QuoteSnapshot.write(parts))).isEqualTo(parts);
    }

    @Test
    void answersWithoutOptionsComeBackEqual() {
        var ruledOut = new RuledOut(0, Map.of(), List.of());
        for (QuoteDecision decision :
                List.of(
                        new QuoteDecision.NoCapacity(ruledOut),
                        new QuoteDecision.OverBudget(
                                Money.of("1", "USD"), Money.of("1.000001", "USD"), ruledOut))) {
            var decided = new QuoteSnapshot.Decided(List.of(), decision);

            assertThat(QuoteSnapshot.readDecided(QuoteSnapshot.write(decided))).isEqualTo(decided);
        }
    }
}
