package gridfare.billing.plantedtoo;

import gridfare.billing.planted.Faults.Chicken;
import org.jspecify.annotations.Nullable;

public class Egg {
    @Nullable Chicken laidBy;
}
