/// Faults that the rules of the house must find; see `PlantedFaultsTest`.
@NullMarked
package gridfare.web.plantedtoo;

import org.jspecify.annotations.NullMarked;
