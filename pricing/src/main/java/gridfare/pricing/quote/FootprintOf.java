package gridfare.pricing.quote;

import gridfare.pricing.energy.EnergyBook;
import gridfare.pricing.energy.GridZone;
import gridfare.pricing.energy.PowerDraw;
import gridfare.pricing.energy.ZoneEnergy;
import gridfare.pricing.match.Assumptions;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.resource.WorkloadKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Energy and emissions of candidates. Means of a zone over a run are worked out once.
final class FootprintOf {

    private record Key(GridZone zone, Instant start, long seconds) {}

    private record Means(
            OptionalDouble gramsPerKwh, OptionalDouble renewableShare, boolean estimated) {}

    private final EnergyBook energy;
    private final Assumptions assumptions;
    private final WorkloadKind kind;
    private final Map<Key, Means> known = new HashMap<>();

    FootprintOf(EnergyBook energy, Assumptions assumptions, WorkloadKind kind) {
        this.energy = energy;
        this.assumptions = assumptions;
        this.kind = kind;
    }

    /// Power is drawn evenly over the run, so the sum over hours of kWh × g/kWh is the whole energy
    /// times the time-weighted mean.
    Footprint of(Candidate candidate) {
        Integer watts = candidate.chip().boardPowerW();
        double hours = candidate.time().expectedSeconds() / 3_600.0;
        double kwh = 0;
        double grams = 0;
        double renewable = 0;
        double weight = 0;
        boolean carbonKnown = watts != null;
        boolean shareKnown = true;
        boolean estimated = false;
        for (Candidate.Leg leg : candidate.legs()) {
            Means means = means(leg, candidate);
            double drawn =
                    watts == null
                            ? leg.gpus() // shares can still be weighted
                            : PowerDraw.kwh(
                                    leg.gpus(),
                                    watts,
                                    assumptions.utilisation(kind),
                                    assumptions.hostOverhead(),
                                    leg.site().pue(),
                                    hours);
            kwh += drawn;
            weight += drawn;
            estimated |= means.estimated();
            carbonKnown &= means.gramsPerKwh().isPresent();
            grams += drawn * means.gramsPerKwh().orElse(0);
            shareKnown &= means.renewableShare().isPresent();
            renewable += drawn * means.renewableShare().orElse(0);
        }
        return new Footprint(
                watts == null ? null : kwh,
                carbonKnown ? grams / 1_000 : null,
                shareKnown ? renewable / weight : null,
                estimated);
    }

    private Means means(Candidate.Leg leg, Candidate candidate) {
        return known.computeIfAbsent(
                new Key(
                        leg.site().gridZone(),
                        candidate.start(),
                        candidate.time().expectedSeconds()),
                key -> {
                    Instant end = key.start().plusSeconds(key.seconds());
                    return new Means(
                            energy.carbonGramsPerKwh(key.zone(), key.start(), end),
                            energy.renewableShare(key.zone(), key.start(), end),
                            energy.find(key.zone()).map(ZoneEnergy::estimated).orElse(true));
                });
    }
}
