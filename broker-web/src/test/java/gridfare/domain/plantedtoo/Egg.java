package gridfare.domain.plantedtoo;

import gridfare.domain.planted.Faults.Chicken;
import org.jspecify.annotations.Nullable;

public class Egg {
    @Nullable Chicken laidBy;
}
