/// How the interface says no: problem details after RFC 9457, and the id by which a request is
/// found again in the log.
///
/// Knows no feature and nobody's rights.
@NullMarked
package gridfare.web.problem;

import org.jspecify.annotations.NullMarked;
