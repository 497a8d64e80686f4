/// Providers, their accounts, sites and health, and the port
/// [gridfare.domain.provider.ComputeProvider] through which machines are listed, started, found and
/// stopped. Knows no vendor.
@NullMarked
package gridfare.domain.provider;

import org.jspecify.annotations.NullMarked;
