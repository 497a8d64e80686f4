package gridfare.sandbox.inventory;

/// A machine as a cloud lists it. `gpuSpec` is the vendor's text; empty without accelerators.
public record InstanceType(
        String id, int gpus, int vcpus, int memoryGib, String gpuSpec, int gpuMemoryGib) {}
