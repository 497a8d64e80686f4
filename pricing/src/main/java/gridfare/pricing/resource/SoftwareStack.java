package gridfare.pricing.resource;

import java.util.Optional;

/// The vendor's software that a program for a chip is written against.
public enum SoftwareStack {
    CUDA("CUDA"),
    ROCM("ROCm"),
    CANN("CANN"),
    XPU("XPU"),
    GAUDI("SynapseAI"),
    NEUWARE("Neuware"),
    XLA("XLA"),
    NEURON("Neuron");

    private final String label;

    SoftwareStack(String label) {
        this.label = label;
    }

    /// The vendor's own name, as catalogues and screens write it.
    public String label() {
        return label;
    }

    /// The stack called `label` in a catalogue, or by its constant's name; letter case is ignored.
    public static Optional<SoftwareStack> called(String label) {
        for (SoftwareStack stack : values()) {
            if (stack.label.equalsIgnoreCase(label) || stack.name().equalsIgnoreCase(label)) {
                return Optional.of(stack);
            }
        }
        return Optional.empty();
    }
}
