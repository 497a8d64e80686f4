/// Starts everything the product runs on, waits until it answers, and stops it: PostgreSQL,
/// Keycloak, the sandbox and the provisioned server with the WAR. Used by `./gridfare` and by the
/// tests.
///
/// Knows files, ports and processes only: no class of the product, none of the sandbox.
@NullMarked
package gridfare.stack;

import org.jspecify.annotations.NullMarked;
