/// What a provider's organisation sees of its own business: what it offers, what it has let, what
/// it has earned; for programs and people. Never to whom.
@NullMarked
package gridfare.web.provider;

import org.jspecify.annotations.NullMarked;
