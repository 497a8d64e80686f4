package gridfare.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.sandbox.http.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines of JSON in one file, flushed one by one. A last line torn by a kill was never answered to
/// anyone, and is dropped. Not safe for several threads: [Store] sees to that.
///
/// A plain stream and no channel: a thread that is interrupted while it writes would close the
/// channel for all others.
final class Journal implements AutoCloseable {

    private final Path file;
    private final FileChannel lockFile;
    private FileOutputStream out;

    private Journal(Path file, FileChannel lockFile, FileOutputStream out) {
        this.file = file;
        this.lockFile = lockFile;
        this.out = out;
    }

    /// @throws IllegalStateException if another sandbox has the directory open
    static Journal open(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel lockFile =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new IllegalStateException(
                        "Another sandbox is using " + directory + ": stop it first.");
            }
            Path file = directory.resolve("journal.jsonl");
            return new Journal(file, lockFile, appending(file));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot keep state in " + directory, failed);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static FileOutputStream appending(Path file) throws IOException {
        return new FileOutputStream(file.toFile(), true);
    }

    List<JsonNode> read() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            List<JsonNode> lines = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] != '\n') continue;
                lines.add(Json.read(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                start = i + 1;
            }
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    void append(JsonNode line) {
        try {
            out.write(bytes(line));
            out.getFD().sync();
        } catch (IOException full) {
            throw new UncheckedIOException("Cannot write " + file, full);
        }
    }

    /// Puts these lines in the place of all others, or changes nothing.
    void replace(Collection<? extends JsonNode> lines) {
        Path fresh = file.resolveSibling("journal.new");
        try {
            try (FileOutputStream target = new FileOutputStream(fresh.toFile())) {
                for (JsonNode line : lines) target.write(bytes(line));
                target.getFD().sync();
            }
            out.close();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            out = appending(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot replace " + file, failed);
        }
    }

    private static byte[] bytes(JsonNode line) {
        return (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            out.close();
            lockFile.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot close " + file, failed);
        }
    }
}
