package gridfare.pricing.plantedtoo;

import gridfare.pricing.planted.Faults.Chicken;
import org.jspecify.annotations.Nullable;

public class Egg {
    @Nullable Chicken laidBy;
}
