package gridfare.domain.invoice;

/// Where an attempt to collect stands.
public enum PaymentState {
    /// Written down, and perhaps asked for already: the server may have died in between.
    INTENDED,
    /// Asked for, and no usable answer came: asked again under the same key, never under a new one.
    UNKNOWN,
    /// The buyer has to confirm at its bank.
    REQUIRES_ACTION,
    SUCCEEDED,
    DECLINED;

    /// May still become money; while one is, no other attempt is made.
    public boolean isLive() {
        return this == INTENDED || this == UNKNOWN || this == REQUIRES_ACTION;
    }
}
