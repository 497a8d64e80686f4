package gridfare.pricing.match;

import gridfare.pricing.market.ProviderId;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.Interconnect;
import gridfare.pricing.resource.NumberFormat;
import gridfare.pricing.resource.WorkloadKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a buyer needs, and the constraints on it. All are hard but `co2PricePerKg`,
/// `timePricePerHour` and `rankBy`. An empty set and null mean "no such constraint". Built by
/// [#builder].
///
/// @param chips the chips allowed; empty is any chip that can run it
/// @param stacks what the workload runs on
/// @param memoryGibPerGpu at least so much; 0 is any
/// @param numberFormat what it multiplies; null is anything
/// @param interconnects the links allowed between the GPUs of an instance; empty is any
/// @param near the buyer's place, from which round trips are counted
/// @param maxRoundTripMs needs `near`
/// @param jurisdictions where data may go; empty is anywhere
/// @param endUse as the buyer declares it
/// @param earliestStart null is now
/// @param latestStart null is any time
/// @param budget the most it may cost, tax included, in the buyer's currency
/// @param minRenewableShare 0 to 1; a site whose share is not known does not pass
/// @param co2PricePerKg what a kilogram is worth to the buyer, in their currency: counted in the
///   rank, never charged
/// @param timePricePerHour what an hour's earlier finish is worth to the buyer, in their currency:
///   counted in the rank, never charged
/// @param checkpointBytes the state of a whole run; null asks for no checkpoint advice
/// @param step what the GPUs of a training run tell each other; null where nobody said, and then no
///   virtual cluster is refused for being slow
/// @param allowedProviders empty is all
public record Request(
        Need need,
        WorkloadKind workloadKind,
        QosTier tier,
        Set<ChipId> chips,
        StackSupport stacks,
        int memoryGibPerGpu,
        @Nullable NumberFormat numberFormat,
        Spread spread,
        Set<Interconnect> interconnects,
        @Nullable Coordinates near,
        @Nullable Double maxRoundTripMs,
        Set<Jurisdiction> jurisdictions,
        DataClass dataClass,
        EndUse endUse,
        @Nullable Instant earliestStart,
        @Nullable Instant latestStart,
        @Nullable Money budget,
        @Nullable Double minRenewableShare,
        @Nullable Money co2PricePerKg,
        @Nullable Money timePricePerHour,
        @Nullable DataSet dataSet,
        @Nullable Double checkpointBytes,
        @Nullable TrainingStep step,
        Set<ProviderId> allowedProviders,
        Set<ProviderId> deniedProviders,
        RankBy rankBy) {

    /// An exbibyte.
    private static final double MOST_CHECKPOINT_BYTES = 1L << 60;

    public Request {
        chips = Set.copyOf(chips);
        interconnects = Set.copyOf(interconnects);
        jurisdictions = Set.copyOf(jurisdictions);
        allowedProviders = Set.copyOf(allowedProviders);
        deniedProviders = Set.copyOf(deniedProviders);
        require(memoryGibPerGpu >= 0, "memoryGibPerGpu", memoryGibPerGpu);
        if (maxRoundTripMs != null) {
            require(maxRoundTripMs > 0, "maxRoundTripMs", maxRoundTripMs);
            if (near == null) {
                throw new IllegalArgumentException("maxRoundTripMs needs a place to count from.");
            }
        }
        if (minRenewableShare != null) {
            require(
                    minRenewableShare >= 0 && minRenewableShare <= 1,
                    "minRenewableShare",
                    minRenewableShare);
        }
        if (budget != null) require(budget.micros() > 0, "budget", budget);
        if (co2PricePerKg != null) {
            require(co2PricePerKg.micros() >= 0, "co2PricePerKg", co2PricePerKg);
        }
        if (timePricePerHour != null) {
            require(timePricePerHour.micros() >= 0, "timePricePerHour", timePricePerHour);
        }
        if (checkpointBytes != null) {
            require(
                    checkpointBytes >= 1 && checkpointBytes <= MOST_CHECKPOINT_BYTES,
                    "checkpointBytes",
                    checkpointBytes);
        }
        if (earliestStart != null) Need.requireInstant("earliestStart", earliestStart);
        if (latestStart != null) Need.requireInstant("latestStart", latestStart);
        if (earliestStart != null && latestStart != null) {
            require(!latestStart.isBefore(earliestStart), "latestStart", latestStart);
        }
    }

    private static void require(boolean holds, String name, Object value) {
        if (!holds) throw new IllegalArgumentException("%s cannot be %s.".formatted(name, value));
    }

    /// A request with no constraint but the need: STANDARD, one site, any chip, ranked by price.
    public static Builder builder(Need need) {
        return new Builder(need);
    }

    /// The same request, to be changed.
    public Builder with() {
        return with(need);
    }

    /// The same constraints on another need.
    public Builder with(Need other) {
        return builder(other)
                .workloadKind(workloadKind)
                .tier(tier)
                .chips(chips)
                .stacks(stacks)
                .memoryGibPerGpu(memoryGibPerGpu)
                .numberFormat(numberFormat)
                .spread(spread)
                .interconnects(interconnects)
                .near(near)
                .maxRoundTripMs(maxRoundTripMs)
                .jurisdictions(jurisdictions)
                .dataClass(dataClass)
                .endUse(endUse)
                .earliestStart(earliestStart)
                .latestStart(latestStart)
                .budget(budget)
                .minRenewableShare(minRenewableShare)
                .co2PricePerKg(co2PricePerKg)
                .timePricePerHour(timePricePerHour)
                .dataSet(dataSet)
                .checkpointBytes(checkpointBytes)
                .step(step)
                .allowedProviders(allowedProviders)
                .deniedProviders(deniedProviders)
                .rankBy(rankBy);
    }

    /// `gpus` GPUs for `duration`.
    public static Builder capacity(int gpus, Duration duration) {
        return builder(new Need.Capacity(gpus, duration));
    }

    /// `referenceGpuHours` hours of an A100 SXM 80 GB before `deadline`.
    public static Builder work(String referenceGpuHours, Instant deadline) {
        return builder(new Need.Work(new BigDecimal(referenceGpuHours), 1, deadline));
    }

    /// Collects what a request asks for; what is not set is no constraint.
    public static final class Builder {
        private final Need need;
        private WorkloadKind workloadKind = WorkloadKind.TRAINING;
        private QosTier tier = QosTier.STANDARD;
        private Set<ChipId> chips = Set.of();
        private StackSupport stacks = StackSupport.any();
        private int memoryGibPerGpu;
        private @Nullable NumberFormat numberFormat;
        private Spread spread = Spread.SITE;
        private Set<Interconnect> interconnects = Set.of();
        private @Nullable Coordinates near;
        private @Nullable Double maxRoundTripMs;
        private Set<Jurisdiction> jurisdictions = Set.of();
        private DataClass dataClass = DataClass.PUBLIC;
        private EndUse endUse = EndUse.CIVIL;
        private @Nullable Instant earliestStart;
        private @Nullable Instant latestStart;
        private @Nullable Money budget;
        private @Nullable Double minRenewableShare;
        private @Nullable Money co2PricePerKg;
        private @Nullable Money timePricePerHour;
        private @Nullable DataSet dataSet;
        private @Nullable Double checkpointBytes;
        private @Nullable TrainingStep step;
        private Set<ProviderId> allowedProviders = Set.of();
        private Set<ProviderId> deniedProviders = Set.of();
        private RankBy rankBy = RankBy.PRICE;

        private Builder(Need need) {
            this.need = need;
        }

        public Builder workloadKind(WorkloadKind kind) {
            this.workloadKind = kind;
            return this;
        }

        public Builder tier(QosTier tier) {
            this.tier = tier;
            return this;
        }

        public Builder chips(Set<ChipId> chips) {
            this.chips = chips;
            return this;
        }

        public Builder stacks(StackSupport stacks) {
            this.stacks = stacks;
            return this;
        }

        public Builder memoryGibPerGpu(int gib) {
            this.memoryGibPerGpu = gib;
            return this;
        }

        public Builder numberFormat(@Nullable NumberFormat format) {
            this.numberFormat = format;
            return this;
        }

        public Builder spread(Spread spread) {
            this.spread = spread;
            return this;
        }

        public Builder interconnects(Set<Interconnect> interconnects) {
            this.interconnects = interconnects;
            return this;
        }

        public Builder near(@Nullable Coordinates near) {
            this.near = near;
            return this;
        }

        public Builder maxRoundTripMs(@Nullable Double ms) {
            this.maxRoundTripMs = ms;
            return this;
        }

        public Builder jurisdictions(Set<Jurisdiction> jurisdictions) {
            this.jurisdictions = jurisdictions;
            return this;
        }

        public Builder dataClass(DataClass dataClass) {
            this.dataClass = dataClass;
            return this;
        }

        public Builder endUse(EndUse endUse) {
            this.endUse = endUse;
            return this;
        }

        public Builder earliestStart(@Nullable Instant at) {
            this.earliestStart = at;
            return this;
        }

        public Builder latestStart(@Nullable Instant at) {
            this.latestStart = at;
            return this;
        }

        public Builder budget(@Nullable Money budget) {
            this.budget = budget;
            return this;
        }

        public Builder minRenewableShare(@Nullable Double share) {
            this.minRenewableShare = share;
            return this;
        }

        public Builder co2PricePerKg(@Nullable Money price) {
            this.co2PricePerKg = price;
            return this;
        }

        public Builder timePricePerHour(@Nullable Money price) {
            this.timePricePerHour = price;
            return this;
        }

        public Builder dataSet(@Nullable DataSet dataSet) {
            this.dataSet = dataSet;
            return this;
        }

        public Builder checkpointBytes(@Nullable Double bytes) {
            this.checkpointBytes = bytes;
            return this;
        }

        public Builder step(@Nullable TrainingStep step) {
            this.step = step;
            return this;
        }

        public Builder allowedProviders(Set<ProviderId> providers) {
            this.allowedProviders = providers;
            return this;
        }

        public Builder deniedProviders(Set<ProviderId> providers) {
            this.deniedProviders = providers;
            return this;
        }

        public Builder rankBy(RankBy rankBy) {
            this.rankBy = rankBy;
            return this;
        }

        /// @throws IllegalArgumentException naming the field and value that contradict
        public Request build() {
            return new Request(
                    need,
                    workloadKind,
                    tier,
                    chips,
                    stacks,
                    memoryGibPerGpu,
                    numberFormat,
                    spread,
                    interconnects,
                    near,
                    maxRoundTripMs,
                    jurisdictions,
                    dataClass,
                    endUse,
                    earliestStart,
                    latestStart,
                    budget,
                    minRenewableShare,
                    co2PricePerKg,
                    timePricePerHour,
                    dataSet,
                    checkpointBytes,
                    step,
                    allowedProviders,
                    deniedProviders,
                    rankBy);
        }
    }
}
