/// Faults that the rules of the house must find; see `PlantedFaultsTest`.
@NullMarked
package gridfare.pricing.plantedtoo;

import org.jspecify.annotations.NullMarked;
