package gridfare.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;

/// Folders that are made once and used by many stacks, also of other processes at the same time.
final class Cache {

    private static final ConcurrentHashMap<Path, Object> LOCKS = new ConcurrentHashMap<>();

    /// Fills the empty folder it is given.
    interface Maker {
        void make(Path folder) throws IOException;
    }

    private Cache() {}

    /// The folder `name`, made by `maker` unless it is there. It appears under its name only when
    /// it is complete.
    static Path folder(Path cache, String name, Maker maker) {
        Path folder = cache.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        synchronized (LOCKS.computeIfAbsent(folder, key -> new Object())) {
            try {
                Files.createDirectories(cache);
                return locked(cache, name, folder, maker);
            } catch (FileSystemException e) {
                throw new StackFailure(
                        "Cannot write %s: %s. Is the disk full?".formatted(folder, reason(e)), e);
            } catch (IOException e) {
                throw new StackFailure("Cannot make " + folder + ": " + StackFailure.why(e), e);
            }
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.toString() : e.getReason();
    }

    private static Path locked(Path cache, String name, Path folder, Maker maker)
            throws IOException {
        try (FileChannel lock =
                FileChannel.open(
                        cache.resolve(name + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            lock.lock(); // until the channel closes
            if (!Files.isDirectory(folder)) {
                Path unfinished = cache.resolve(name + ".unfinished");
                Trees.delete(unfinished);
                Files.createDirectory(unfinished);
                maker.make(unfinished);
                try {
                    Files.move(unfinished, folder);
                } catch (FileAlreadyExistsException e) {
                    Trees.delete(unfinished);
                }
            }
            return folder;
        }
    }
}
