package gridfare.pricing.match;

import gridfare.pricing.resource.SoftwareStack;
import java.util.EnumSet;
import java.util.Set;

/// The software stacks a workload runs on: at full speed on those it was written for, with a
/// portability loss on those it was ported to.
public record StackSupport(Set<SoftwareStack> writtenFor, Set<SoftwareStack> portedTo) {

    public StackSupport {
        writtenFor = Set.copyOf(writtenFor);
        portedTo = Set.copyOf(portedTo);
    }

    /// A workload that runs natively on every stack.
    public static StackSupport any() {
        return new StackSupport(Set.of(SoftwareStack.values()), Set.of());
    }

    /// A workload that runs natively on these and nowhere else.
    public static StackSupport nativeOn(SoftwareStack first, SoftwareStack... more) {
        return new StackSupport(Set.copyOf(EnumSet.of(first, more)), Set.of());
    }

    public boolean runsOn(SoftwareStack stack) {
        return writtenFor.contains(stack) || portedTo.contains(stack);
    }

    public boolean isForeign(SoftwareStack stack) {
        return !writtenFor.contains(stack);
    }
}
