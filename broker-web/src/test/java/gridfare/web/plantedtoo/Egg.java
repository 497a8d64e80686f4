package gridfare.web.plantedtoo;

import gridfare.web.planted.Faults.Chicken;
import org.jspecify.annotations.Nullable;

public class Egg {
    @Nullable Chicken laidBy;
}
