package gridfare.pricing.admission;

import java.util.UUID;

/// Which piece of work: for the product, a placement. Ordered as its text is, so that ties end the
/// same way on every machine.
public record WorkId(UUID uuid) implements Comparable<WorkId> {

    @Override
    public int compareTo(WorkId other) {
        int high =
                Long.compareUnsigned(
                        uuid.getMostSignificantBits(), other.uuid.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        uuid.getLeastSignificantBits(), other.uuid.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
