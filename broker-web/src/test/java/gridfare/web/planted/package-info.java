/// Faults that the rules of the house must find; see `PlantedFaultsTest`.
@NullMarked
package gridfare.web.planted;

import org.jspecify.annotations.NullMarked;
