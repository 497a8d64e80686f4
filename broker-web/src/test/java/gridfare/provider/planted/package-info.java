/// Faults that the rules of the house must find; see `PlantedFaultsTest`.
@NullMarked
package gridfare.provider.planted;

import org.jspecify.annotations.NullMarked;
