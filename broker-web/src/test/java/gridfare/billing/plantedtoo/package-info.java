/// Faults that the rules of the house must find; see `PlantedFaultsTest`.
@NullMarked
package gridfare.billing.plantedtoo;

import org.jspecify.annotations.NullMarked;
