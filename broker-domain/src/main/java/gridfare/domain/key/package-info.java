/// API keys: how a program of an organisation proves itself, with a role of its own, and how often
/// each caller may ask. A feature apart from `party` because it needs the wall clock and the audit
/// log, which both know `party`. Knows no trade.
@NullMarked
package gridfare.domain.key;

import org.jspecify.annotations.NullMarked;
