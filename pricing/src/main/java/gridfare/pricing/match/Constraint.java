package gridfare.pricing.match;

/// Why an offer cannot carry a request, in the order in which they are looked at: the first that
/// stops an offer is the one it is counted under.
public enum Constraint {
    /// Not one of the chips asked for, or a chip we know nothing of.
    CHIP,
    /// The workload does not run on the chip's software stack.
    SOFTWARE_STACK,
    /// Too little memory per GPU. Relaxation: GiB.
    MEMORY,
    /// No matrix rate for the numbers the workload multiplies is offered or published.
    NUMBER_FORMAT,
    /// Nobody measured the chip at this kind of work, so work cannot be promised on it.
    NO_THROUGHPUT_FIGURE,
    /// Spot, where the tier promises capacity.
    PURCHASE_OPTION,
    /// Not on the allow list, or on the deny list.
    PROVIDER,
    /// The site's place is not where data may go.
    JURISDICTION,
    /// Too far. Relaxation: ms. For REALTIME without a bound: no edge site within 50 km;
    /// relaxation: ms.
    ROUND_TRIP,
    /// Not one of the links asked for.
    INTERCONNECT,
    /// The site's renewable share is too low or not known. Relaxation: share, 0 to 1.
    RENEWABLE_SHARE,
    /// The offer ended before now.
    VALIDITY,
    /// Nobody entered an exchange rate from the offer's currency to the buyer's.
    CURRENCY,
    /// It would start after the latest start. Relaxation: seconds later.
    START_WINDOW,
    /// Too few GPUs in one instance, where one node is asked for. Relaxation: GPUs.
    NODE_SIZE,
    /// Too few free GPUs, alone and together with others. Relaxation: GPUs.
    CAPACITY,
    /// Only virtual clusters could carry it, and over the links between their sites each would be
    /// slower than its largest site alone.
    SCALING,
    /// It cannot finish in time, not even on all that is free. Relaxation: seconds later.
    DEADLINE,
    /// It would cost more than can be stated: over nine trillion main units of a currency.
    PRICE_LIMIT,
    /// It costs more than the budget. Relaxation: main units of the buyer's currency.
    BUDGET
}
