package gridfare.pricing.resource;

/// How the accelerators of one instance reach each other.
public enum Interconnect {
    PCIE,
    NVLINK,
    INFINITY_FABRIC,
    ROCE,
    HCCS,
    XPU_LINK,
    MLU_LINK,
    ICI,
    NEURON_LINK,
    /// Nobody told.
    UNKNOWN
}
