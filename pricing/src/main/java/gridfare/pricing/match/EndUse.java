package gridfare.pricing.match;

/// What the buyer declares the work is for; export policies go by it.
public enum EndUse {
    CIVIL,
    MILITARY,
    /// The buyer does not say: what is open to declared civil use only is not open to this.
    UNDECLARED
}
