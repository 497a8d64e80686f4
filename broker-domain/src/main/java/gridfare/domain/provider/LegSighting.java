package gridfare.domain.provider;

import java.util.List;

/// What a provider shows of a leg.
public sealed interface LegSighting {

    /// Its machines, never empty.
    record Seen(List<Machine> machines) implements LegSighting {
        public Seen {
            machines = List.copyOf(machines);
            if (machines.isEmpty()) {
                throw new IllegalArgumentException("Nothing seen is Absent.");
            }
        }
    }

    /// The provider answered, and there is no machine of the leg.
    record Absent() implements LegSighting {}

    /// No usable answer.
    record Unknown(String why) implements LegSighting {}
}
