/// The interface under `/api`: how values look in JSON, how faults of a request are told, pages,
/// entity tags, limits of size.
///
/// Knows no feature: resources live beside their views and register themselves by being there.
@NullMarked
package gridfare.web.rest;

import org.jspecify.annotations.NullMarked;
