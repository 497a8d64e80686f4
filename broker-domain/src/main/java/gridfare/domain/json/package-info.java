/// Snapshots and small maps as jsonb columns. Knows no feature.
@NullMarked
package gridfare.domain.json;

import org.jspecify.annotations.NullMarked;
