package gridfare.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether there is room for what the parts write: told before they start, since each of them says
/// it in its own words in its own log.
final class Disk {

    private static final long MIB = 1 << 20;

    /// Database, accounts and the caches of a first start, with room for the first logs.
    private static final long FIRST_START = 1_000 * MIB;

    /// Below this a database that is there cannot do its work for long.
    private static final long LATER_START = 150 * MIB;

    private Disk() {}

    /// @param home where everything is written
    /// @throws StackFailure naming the folder, what is free and what is needed
    static void mustHoldAStart(Path home) {
        mustHold(home, Files.exists(home.resolve("data")) ? LATER_START : FIRST_START);
    }

    static void mustHold(Path home, long needed) {
        try {
            Files.createDirectories(home);
            long free = Files.getFileStore(home).getUsableSpace();
            if (free < needed) {
                throw new StackFailure(
                        "The disk is full: %s has %d MB free, a start needs %d MB."
                                .formatted(home, free / MIB, needed / MIB));
            }
        } catch (IOException e) {
            throw new StackFailure("Cannot write to " + home + ": " + StackFailure.why(e), e);
        }
    }
}
