/// Faults that the rules of the house must find; see `PlantedFaultsTest`.
@NullMarked
package gridfare.web.shell.planted;

import org.jspecify.annotations.NullMarked;
