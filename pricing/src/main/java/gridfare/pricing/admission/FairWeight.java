package gridfare.pricing.admission;

/// What an organisation's share is divided by: with twice the weight it may use twice as much
/// before others come first. In thousandths: pay-as-you-go has 2 000.
///
/// It is the weight of the plan times what the fair-use band leaves of it, so a plan that is used
/// beyond its included hours falls back inside its tier and never out of it.
public record FairWeight(int thousandths) {

    /// Pay-as-you-go has no band.
    public static final FairWeight PAY_AS_YOU_GO = new FairWeight(2_000);

    public FairWeight {
        if (thousandths < 1) {
            throw new IllegalArgumentException("A weight of %d / 1000.".formatted(thousandths));
        }
    }

    /// @param plan the plan's whole weight: Gold 4, Silver 2, Bronze 1
    /// @param bandThousandths what the band leaves of it: 1 000, 500 or 250
    public static FairWeight of(int plan, int bandThousandths) {
        return new FairWeight(Math.multiplyExact(plan, bandThousandths));
    }
}
