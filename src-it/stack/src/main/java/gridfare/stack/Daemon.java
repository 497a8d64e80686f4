package gridfare.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A process that outlives us: its output goes to a log, its id to a file. An id is believed only
/// with the time the process began, as the system gives ids to others later.
final class Daemon {

    private static final Duration SAME_START = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final long LARGE_LOG_BYTES = 20_000_000;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Path pidFile;
    private final Path log;
    private volatile long logStart;

    Daemon(Path pidFile, Path log) {
        this.pidFile = pidFile;
        this.log = log;
    }

    Path log() {
        return log;
    }

    /// Where in the log the present run began, as far as we started it.
    long logStart() {
        return logStart;
    }

    /// Starts `command` in its own session, so that closing the terminal does not end it.
    void start(List<String> command, Map<String, String> environment, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.getParent());
            Files.createDirectories(pidFile.getParent());
            if (Files.exists(log) && Files.size(log) > LARGE_LOG_BYTES) {
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".old"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            logStart = Files.exists(log) ? Files.size(log) : 0;
            List<String> words = new ArrayList<>();
            if (Files.isExecutable(SETSID)) {
                words.add(SETSID.toString());
            }
            words.addAll(command);
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("GRIDFARE_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            String began = process.info().startInstant().map(Instant::toString).orElse("unknown");
            Files.writeString(pidFile, process.pid() + " " + began + "\n");
        } catch (IOException e) {
            throw new StackFailure("Cannot start %s: %s".formatted(command.getFirst(), e), e);
        }
    }

    Optional<ProcessHandle> process() {
        try {
            String[] words = Files.readString(pidFile).strip().split(" ", 2);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(Daemon::alive)
                    .filter(process -> began(process, words[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty(); // no file, or none that we wrote to its end
        }
    }

    /// Whether it still does anything. One that has ended but that nobody has asked for its exit
    /// code, as in containers without an init, counts as alive elsewhere.
    private static boolean alive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException | StringIndexOutOfBoundsException e) {
            return process.isAlive(); // no Linux, or gone in between
        }
    }

    private static boolean began(ProcessHandle process, String recorded) {
        return process.info()
                .startInstant()
                .map(at ->
                        !recorded.equals("unknown")
                                && Duration.between(at, Instant.parse(recorded))
                                                .abs()
                                                .compareTo(SAME_START)
                                        < 0)
                .orElse(true);
    }

    boolean running() {
        return process().isPresent();
    }

    /// Asks the process to end, and ends it by force if it has not in half a minute.
    ///
    /// @param signal e.g. `TERM`
    void stop(String signal) {
        Optional<ProcessHandle> running = process();
        if (running.isPresent()) {
            ProcessHandle process = running.get();
            signal(process, signal);
            if (!ended(process, STOP_PATIENCE)) {
                kill();
            }
        }
        forget();
    }

    /// Ends the process as a power cut would.
    void kill() {
        process()
                .ifPresent(process -> {
                    signal(process, "KILL");
                    ended(process, STOP_PATIENCE);
                });
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new StackFailure("Cannot delete " + pidFile, e);
        }
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new StackFailure("Cannot signal process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        return Await.until(() -> !alive(process), patience, Duration.ofMillis(20));
    }
}
