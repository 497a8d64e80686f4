/// Faults that the rules of the house must find; see `PlantedFaultsTest`.
@NullMarked
package gridfare.domain.planted;

import org.jspecify.annotations.NullMarked;
