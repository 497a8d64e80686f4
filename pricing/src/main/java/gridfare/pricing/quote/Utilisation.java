package gridfare.pricing.quote;

import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.BasisPoints;
import java.util.Map;

/// How much of what can be sold is in use, by tier and chip class: what surge goes by.
public record Utilisation(Map<Key, BasisPoints> shares) {

    public record Key(QosTier tier, String chipClass) {}

    public Utilisation {
        shares = Map.copyOf(shares);
    }

    public static Utilisation idle() {
        return new Utilisation(Map.of());
    }

    /// 0 where nothing was counted.
    public BasisPoints of(QosTier tier, String chipClass) {
        return shares.getOrDefault(new Key(tier, chipClass), BasisPoints.ZERO);
    }
}
