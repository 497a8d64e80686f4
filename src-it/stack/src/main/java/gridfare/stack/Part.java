package gridfare.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One program of the stack.
public interface Part {

    /// As in `./gridfare logs ID`.
    String id();

    /// As people call it.
    String name();

    /// Where it can be reached.
    String address();

    /// Its process, log and process id.
    Daemon daemon();

    List<Ports.Use> ports();

    /// Makes the files that it needs. May take a minute the first time.
    void prepare(Steps steps);

    /// Starts the process and returns at once.
    void launch();

    /// Whether it answers as it should.
    boolean answers();

    /// What is still to be done once it answers.
    default void settle() {}

    /// Why it can no longer come up, if that can be seen; empty while there is hope.
    default String hopeless() {
        return "";
    }

    /// Whether what runs is older than what is built.
    default boolean outdated() {
        return false;
    }

    default Duration patience() {
        return Duration.ofMinutes(2);
    }

    default Path log() {
        return daemon().log();
    }

    default boolean running() {
        return daemon().running();
    }

    /// Prepares, starts and waits until it answers. Does nothing where it runs already.
    default void start() {
        Startup.of(this, Steps.SILENT);
    }

    default void stop() {
        daemon().stop("TERM");
    }

    /// SIGKILL: nothing is written to an end.
    default void kill() {
        daemon().kill();
    }
}
