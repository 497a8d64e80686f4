/// What people and their programs are told: an inbox on the screen, and an outbox for the couriers
/// that come to fetch. Open to all features; knows none of them.
@NullMarked
package gridfare.domain.notice;

import org.jspecify.annotations.NullMarked;
