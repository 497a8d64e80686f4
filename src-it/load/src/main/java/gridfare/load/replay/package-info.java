/// Replays a list of pods of the openb trace against the running product, over REST only, in the
/// trace's own time, and counts what became of each request.
///
/// Knows nothing of the product but its published API.
@NullMarked
package gridfare.load.replay;

import org.jspecify.annotations.NullMarked;
