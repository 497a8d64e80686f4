/// Makes what the rest is handed: the settings and the two clocks.
///
/// The only package that reads the system's clock or the environment. Knows no screen and no use
/// case.
@NullMarked
package gridfare.web.config;

import org.jspecify.annotations.NullMarked;
