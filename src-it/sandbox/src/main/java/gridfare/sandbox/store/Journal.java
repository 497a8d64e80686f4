package gridfare.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
final class Journal implements AutoCloseable {

    private final Path file;
    private final FileChannel lockFile;
    private FileChannel channel;

    private Journal(Path file, FileChannel lockFile, FileChannel channel) {
        this.file = file;
        this.lockFile = lockFile;
        this.channel = channel;
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
            return new Journal(file, lockFile, append(file));
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

    private static FileChannel append(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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
            write(channel, line);
            channel.force(false);
        } catch (IOException full) {
            throw new UncheckedIOException("Cannot write " + file, full);
        }
    }

    /// Puts these lines in the place of all others, or changes nothing.
    void replace(Collection<? extends JsonNode> lines) {
        Path fresh = file.resolveSibling("journal.new");
        try {
            try (FileChannel target =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                for (JsonNode line : lines) write(target, line);
                target.force(true);
            }
            channel.close();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            channel = append(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot replace " + file, failed);
        }
    }

    private static void write(FileChannel target, JsonNode line) throws IOException {
        ByteBuffer buffer = StandardCharsets.UTF_8.encode(Json.text(line) + "\n");
        while (buffer.hasRemaining()) target.write(buffer);
    }

    @Override
    public void close() {
        try {
            channel.close();
            lockFile.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot close " + file, failed);
        }
    }
}
