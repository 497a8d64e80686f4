package gridfare.provider.limit;

import gridfare.domain.provider.Gathered.Quarantined;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.Machine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Machines of ours as a vendor lists them: a machine without the broker's tag is dropped here,
/// even if the vendor's filter should let it through, so nothing above can touch it.
///
/// @param quarantined machines whose state has a name that we do not know
public record Listing(List<Machine> machines, List<Quarantined> quarantined) {

    public Listing {
        machines = List.copyOf(machines);
        quarantined = List.copyOf(quarantined);
    }

    /// A machine as the vendor tells it.
    ///
    /// @param state empty for a word that we do not know, so that nobody guesses whether the
    ///   machine costs money
    public record Seen(
            String id,
            Map<String, String> tags,
            String zone,
            String type,
            @Nullable String word,
            Optional<Machine.State> state,
            boolean reclaimNoticed) {}

    /// Takes page after page.
    public static final class Pages {

        private final String region;
        private final @Nullable LegId wanted;
        private final List<Machine> machines = new ArrayList<>();
        private final List<Quarantined> quarantined = new ArrayList<>();
        private final Set<String> ids = new LinkedHashSet<>();

        /// @param wanted null: those of every leg
        public Pages(String region, @Nullable LegId wanted) {
            this.region = region;
            this.wanted = wanted;
        }

        public void take(Seen seen) {
            if (!ids.add(seen.id())) return;
            if (!OurTags.BROKER_VALUE.equals(seen.tags().get(OurTags.BROKER))) return;
            LegId leg = OurTags.leg(seen.tags().get(OurTags.LEG));
            if (wanted != null && !wanted.equals(leg)) return;
            seen.state()
                    .ifPresentOrElse(
                            state ->
                                    machines.add(
                                            new Machine(
                                                    seen.id(),
                                                    leg,
                                                    region,
                                                    seen.zone(),
                                                    seen.type(),
                                                    state,
                                                    seen.reclaimNoticed())),
                            () ->
                                    quarantined.add(
                                            new Quarantined(
                                                    seen.id(),
                                                    "Its state is called " + seen.word())));
        }

        /// How many different machines were told.
        public int told() {
            return ids.size();
        }

        public Listing listing() {
            return new Listing(machines, quarantined);
        }
    }
}
