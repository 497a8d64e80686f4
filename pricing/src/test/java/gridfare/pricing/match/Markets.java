package gridfare.pricing.match;

import gridfare.pricing.energy.EnergyBook;
import gridfare.pricing.energy.GridZone;
import gridfare.pricing.energy.HourlySeries;
import gridfare.pricing.energy.ZoneEnergy;
import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.market.Stock;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.FxRates;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.place.Place;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.DenseRates;
import gridfare.pricing.resource.Interconnect;
import gridfare.pricing.resource.NumberFormat;
import gridfare.pricing.resource.SoftwareStack;
import gridfare.pricing.resource.Throughput;
import gridfare.pricing.resource.WorkloadKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Small markets by hand and any number of random ones, from a seed.
public final class Markets {

    public static final Currency USD = Currency.getInstance("USD");
    public static final Currency CNY = Currency.getInstance("CNY");
    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00.250Z");
    public static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    public static final ChipId A100 = new ChipId("a100");
    public static final ChipId H100 = new ChipId("h100");
    public static final ChipId ASCEND = new ChipId("ascend");
    public static final ChipId T4 = new ChipId("t4");
    public static final ChipId UNMEASURED = new ChipId("unmeasured");
    public static final ChipId UNKNOWN = new ChipId("unknown");

    public static final Place GUIYANG =
            new Place("CN-GZ", new Coordinates(26.65, 106.63), "Guiyang");
    public static final Place SHANGHAI =
            new Place("CN-SH", new Coordinates(31.2304, 121.4737), "Shanghai");
    public static final Place BEIJING =
            new Place("CN-BJ", new Coordinates(39.9042, 116.4074), "Beijing");
    public static final Place SINGAPORE =
            new Place("SG-01", new Coordinates(1.35, 103.82), "Singapore");
    private static final List<Place> PLACES = List.of(GUIYANG, SHANGHAI, BEIJING, SINGAPORE);

    private Markets() {}

    // ---- by hand

    public static ChipCatalogue chips() {
        var high = Throughput.Confidence.HIGH;
        List<ChipCatalogue.Figure> figures = new ArrayList<>();
        for (WorkloadKind kind : WorkloadKind.values()) {
            figures.add(
                    new ChipCatalogue.Figure(
                            A100, kind, new Throughput(1, 1, 1, Throughput.Confidence.REFERENCE)));
            figures.add(new ChipCatalogue.Figure(H100, kind, new Throughput(2, 1.6, 2.5, high)));
            figures.add(
                    new ChipCatalogue.Figure(ASCEND, kind, new Throughput(0.8, 0.8, 0.8, high)));
            figures.add(new ChipCatalogue.Figure(T4, kind, new Throughput(0.2, 0.1, 0.3, high)));
        }
        return new ChipCatalogue(
                List.of(
                        chip(A100, 80, 400, SoftwareStack.CUDA),
                        chip(H100, 80, 700, SoftwareStack.CUDA),
                        chip(ASCEND, 64, 400, SoftwareStack.CANN),
                        chip(T4, 16, 70, SoftwareStack.CUDA),
                        chip(UNMEASURED, 96, null, SoftwareStack.XPU)),
                figures);
    }

    private static Chip chip(
            ChipId id, int memoryGib, @Nullable Integer watts, SoftwareStack stack) {
        return new Chip(
                id,
                "Maker",
                id.value(),
                memoryGib,
                new DenseRates(100.0, 100.0, null, stack == SoftwareStack.CUDA ? 200.0 : null),
                1_000.0,
                watts,
                stack,
                1_600.0,
                2.0,
                "none",
                memoryGib + "-" + stack.label(),
                "test data");
    }

    public static Site site(long number, Place place, SiteKind kind) {
        return new Site(
                new SiteId(new UUID(2, number)),
                new ProviderId(new UUID(3, number % 3)),
                place.name() + " " + number,
                place,
                kind,
                new GridZone(place.subdivision()),
                1.3,
                15);
    }

    /// An on-demand USD offer in instances of `gpus`, with `claimable` of them free.
    public static Offer offer(
            long number, Site site, ChipId chip, int gpus, String perGpuHour, int claimable) {
        Money perGpu = Money.of(perGpuHour, "USD");
        return new Offer(
                new OfferId(new UUID(1, number)),
                new PoolId(new UUID(4, number)),
                site.provider(),
                site.id(),
                chip,
                "type-" + gpus,
                gpus,
                PurchaseOption.ON_DEMAND,
                perGpu.times(gpus),
                perGpu.micros(),
                Interconnect.NVLINK,
                claimable,
                Stock.COUNTED,
                NOW,
                null,
                1);
    }

    /// The same offer with one thing changed.
    public static Offer with(Offer offer, PurchaseOption option) {
        return copy(offer, option, offer.seenAt(), offer.validUntil());
    }

    public static Offer seen(Offer offer, Instant seenAt) {
        return copy(offer, offer.purchaseOption(), seenAt, offer.validUntil());
    }

    public static Offer until(Offer offer, @Nullable Instant validUntil) {
        return copy(offer, offer.purchaseOption(), offer.seenAt(), validUntil);
    }

    private static Offer copy(
            Offer offer, PurchaseOption option, Instant seenAt, @Nullable Instant validUntil) {
        return new Offer(
                offer.id(),
                offer.pool(),
                offer.provider(),
                offer.site(),
                offer.chip(),
                offer.instanceType(),
                offer.gpusPerInstance(),
                option,
                offer.pricePerInstanceHour(),
                offer.usdMicrosPerGpuHour(),
                offer.interconnect(),
                offer.claimableInstances(),
                offer.stock(),
                seenAt,
                validUntil,
                offer.version());
    }

    public static World world(List<Site> sites, List<Offer> offers) {
        return world(new MarketSnapshot(sites, offers, 1), USD);
    }

    public static World world(MarketSnapshot market, Currency buyers) {
        var rates =
                buyers.equals(USD)
                        ? List.of(
                                new FxRate(
                                        CNY,
                                        USD,
                                        new BigDecimal("0.140489"),
                                        LocalDate.EPOCH,
                                        "v1"))
                        : List.of(
                                new FxRate(
                                        USD, CNY, new BigDecimal("7.1180"), LocalDate.EPOCH, "v1"));
        return new World(
                market,
                chips(),
                energy(),
                new FxRates(buyers, rates),
                Assumptions.starting(),
                NOW,
                NOW);
    }

    /// Guizhou is clean, Shanghai is not, Beijing's carbon is known for two days only, and of
    /// Singapore nothing is known.
    public static EnergyBook energy() {
        double[] hours = new double[48];
        for (int i = 0; i < hours.length; i++) hours[i] = 500 + 10 * (i % 24);
        return new EnergyBook(
                List.of(
                        zone(GUIYANG, HourlySeries.constant(450), 0.4),
                        zone(SHANGHAI, HourlySeries.constant(600), 0.3),
                        zone(
                                BEIJING,
                                HourlySeries.readings(Instant.parse("2026-11-24T00:00:00Z"), hours),
                                0.2)));
    }

    private static ZoneEnergy zone(Place place, HourlySeries carbon, double renewable) {
        return new ZoneEnergy(
                new GridZone(place.subdivision()),
                carbon,
                HourlySeries.constant(renewable),
                "consumption",
                null,
                true,
                "test data");
    }

    // ---- by seed

    /// A market of `offers` offers on a third as many sites, with everything that can go wrong.
    public static MarketSnapshot random(SplittableRandom random, int offers) {
        List<Site> sites = new ArrayList<>();
        int siteCount = Math.max(1, offers / 3);
        for (int i = 0; i < siteCount; i++) {
            Place base = pick(random, PLACES);
            var at =
                    new Coordinates(
                            base.coordinates().latitude() + random.nextDouble(-1, 1),
                            base.coordinates().longitude() + random.nextDouble(-1, 1));
            sites.add(
                    site(
                            i,
                            new Place(base.subdivision(), at, base.name()),
                            pick(random, List.of(SiteKind.values()))));
        }
        List<Offer> result = new ArrayList<>();
        for (int i = 0; i < offers; i++) {
            Site site = pick(random, sites);
            int gpus = pick(random, List.of(1, 1, 2, 4, 8));
            // Few different prices, so that ties are met.
            long usd = 500_000 + 250_000L * random.nextInt(20) + random.nextInt(2);
            boolean chinese = random.nextInt(3) == 0;
            result.add(
                    new Offer(
                            new OfferId(new UUID(1, random.nextLong())),
                            new PoolId(new UUID(4, i)),
                            site.provider(),
                            site.id(),
                            pick(
                                    random,
                                    List.of(A100, A100, H100, ASCEND, T4, UNMEASURED, UNKNOWN)),
                            "type-" + gpus,
                            gpus,
                            pick(random, List.of(PurchaseOption.values())),
                            new Money((chinese ? 7 * usd : usd) * gpus, chinese ? CNY : USD),
                            usd,
                            pick(random, List.of(Interconnect.NVLINK, Interconnect.PCIE)),
                            random.nextInt(5),
                            pick(random, List.of(Stock.values())),
                            NOW.minusSeconds(random.nextInt(400)),
                            random.nextInt(4) == 0
                                    ? NOW.plusSeconds(random.nextInt(-100, 2_000))
                                    : null,
                            1));
        }
        return new MarketSnapshot(sites, result, 1);
    }

    /// A request with some of the constraints, more often passed than not.
    public static Request request(SplittableRandom random, Currency currency) {
        int gpus = pick(random, List.of(1, 1, 2, 4, 7, 8, 12, 20));
        Instant deadline = NOW.plusSeconds(random.nextInt(-1_000, 200_000));
        Need need =
                random.nextBoolean()
                        ? new Need.Capacity(gpus, Duration.ofSeconds(random.nextInt(1, 100_000)))
                        : new Need.Work(
                                BigDecimal.valueOf(random.nextInt(1, 40_000), 2), gpus, deadline);
        var builder =
                Request.builder(need)
                        .workloadKind(pick(random, List.of(WorkloadKind.values())))
                        .tier(pick(random, List.of(QosTier.values())))
                        .spread(
                                pick(
                                        random,
                                        List.of(
                                                Spread.NODE,
                                                Spread.SITE,
                                                Spread.upToSites(2),
                                                Spread.upToSites(4))))
                        .rankBy(pick(random, List.of(RankBy.values())));
        if (random.nextInt(3) == 0) {
            Set<ChipId> chips = new HashSet<>();
            for (ChipId chip : List.of(A100, H100, ASCEND, T4, UNMEASURED, UNKNOWN)) {
                if (random.nextBoolean()) chips.add(chip);
            }
            builder.chips(chips);
        }
        if (random.nextInt(3) == 0) {
            builder.stacks(
                    new StackSupport(
                            EnumSet.of(SoftwareStack.CUDA),
                            random.nextBoolean()
                                    ? EnumSet.of(SoftwareStack.CANN)
                                    : EnumSet.noneOf(SoftwareStack.class)));
        }
        if (random.nextInt(3) == 0) builder.memoryGibPerGpu(random.nextInt(100));
        if (random.nextInt(6) == 0) {
            builder.numberFormat(pick(random, List.of(NumberFormat.values())));
        }
        if (random.nextInt(4) == 0) builder.interconnects(Set.of(Interconnect.NVLINK));
        if (random.nextInt(2) == 0) {
            builder.near(pick(random, PLACES).coordinates());
            if (random.nextBoolean()) builder.maxRoundTripMs(random.nextDouble(10, 80));
        }
        if (random.nextInt(4) == 0) {
            builder.jurisdictions(
                    random.nextBoolean()
                            ? Set.of(new Jurisdiction("CN"))
                            : Set.of(new Jurisdiction("CN-GZ"), new Jurisdiction("SG")));
        }
        if (random.nextInt(4) == 0) {
            Instant earliest = NOW.plusMillis(random.nextInt(-100_000, 10_000_000));
            builder.earliestStart(earliest);
            if (random.nextBoolean()) {
                builder.latestStart(earliest.plusSeconds(random.nextInt(10_000)));
            }
        }
        if (random.nextInt(4) == 0) {
            builder.budget(new Money(random.nextLong(1, 2_000_000_000L), currency));
        }
        if (random.nextInt(4) == 0) builder.minRenewableShare(random.nextDouble(0.5));
        if (random.nextInt(4) == 0) {
            builder.co2PricePerKg(new Money(random.nextLong(1_000_000), currency));
        }
        if (random.nextInt(4) == 0) {
            builder.dataSet(
                    new DataSet(random.nextDouble(0.1, 2_000), pick(random, PLACES).coordinates()));
        }
        if (random.nextInt(4) == 0) builder.checkpointBytes(random.nextDouble(1e9, 1e13));
        if (random.nextInt(4) == 0) {
            builder.step(
                    new TrainingStep(
                            random.nextDouble(1e6, 1e12),
                            random.nextDouble(0.1, 1_000),
                            pick(random, List.of(TrainingStep.Exchange.values()))));
        }
        if (random.nextInt(4) == 0) {
            builder.deniedProviders(Set.of(new ProviderId(new UUID(3, random.nextInt(3)))));
        }
        if (random.nextInt(6) == 0) {
            builder.allowedProviders(Set.of(new ProviderId(new UUID(3, random.nextInt(3)))));
        }
        if (random.nextInt(4) == 0) {
            builder.timePricePerHour(new Money(random.nextLong(10_000_000), currency));
        }
        return builder.build();
    }

    private static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
