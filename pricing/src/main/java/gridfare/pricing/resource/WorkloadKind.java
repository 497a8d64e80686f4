package gridfare.pricing.resource;

/// What is computed; a chip's relative throughput differs between them.
public enum WorkloadKind {
    TRAINING,
    FINE_TUNING,
    BATCH_INFERENCE,
    REALTIME_INFERENCE;

    /// Whether the GPUs of one job wait for each other, so that a slow link between sites slows
    /// all.
    public boolean isSynchronous() {
        return this == TRAINING || this == FINE_TUNING;
    }
}
