package gridfare.pricing.energy;

/// What accelerators and the host around them draw from the grid.
public final class PowerDraw {

    private PowerDraw() {}

    /// kWh = GPUs × board W / 1 000 × utilisation × (1 + host overhead) × PUE × hours. One A100 of
    /// 400 W, host overhead 0.5, PUE 1.3, utilisation 1 draws 0.78 kWh in an hour.
    ///
    /// @param utilisation mean share of the board's maximum power, 0 to 1
    /// @param hostOverhead host and network power as a share of the boards' power
    /// @param pue power usage effectiveness of the site, at least 1
    public static double kwh(
            int gpus,
            int boardPowerW,
            double utilisation,
            double hostOverhead,
            double pue,
            double hours) {
        return gpus * (boardPowerW / 1_000.0) * utilisation * (1 + hostOverhead) * pue * hours;
    }
}
