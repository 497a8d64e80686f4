/// Brings the database to the schema that this version of the program needs, before Hibernate looks
/// at it. Knows no feature: every feature's migrations are files under `db/migration`.
@NullMarked
package gridfare.domain.schema;

import org.jspecify.annotations.NullMarked;
