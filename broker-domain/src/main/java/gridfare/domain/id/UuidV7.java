package gridfare.domain.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Makes UUIDs of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, the rest random, so that
/// index pages are filled in the order of creation.
public final class UuidV7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private UuidV7() {}

    /// @param at wall time is meant: business time may stand still, and order is all that is used
    public static UUID at(Instant at) {
        long random = RANDOM.nextLong();
        long high = (at.toEpochMilli() << 16) | 0x7000L | (random & 0xFFFL);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
