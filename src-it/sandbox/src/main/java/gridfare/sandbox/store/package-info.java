/// What survives a restart: tables in memory, and a journal on disk that is written before an
/// answer leaves. Knows nothing of what the rows mean.
@NullMarked
package gridfare.sandbox.store;

import org.jspecify.annotations.NullMarked;
