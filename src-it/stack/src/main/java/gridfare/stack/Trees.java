package gridfare.stack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Whole folders.
final class Trees {

    private Trees() {}

    /// Copies `from` to `to`. Files that `shared` accepts are never written to later: they become
    /// hard links where the file system allows.
    static void copy(Path from, Path to, Predicate<Path> shared) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
                            throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Path inner = from.relativize(file);
                        Path target = to.resolve(inner);
                        if (!shared.test(inner) || !linked(file, target)) {
                            Files.copy(
                                    file,
                                    target,
                                    StandardCopyOption.REPLACE_EXISTING,
                                    StandardCopyOption.COPY_ATTRIBUTES);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static boolean linked(Path file, Path target) {
        try {
            Files.deleteIfExists(target);
            Files.createLink(target, file);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // another file system
        }
    }

    /// Whether `built` was written after `used`; not, where one is missing.
    static boolean newer(Path built, Path used) {
        try {
            return Files.exists(built)
                    && Files.exists(used)
                    && Files.getLastModifiedTime(built).compareTo(Files.getLastModifiedTime(used))
                            > 0;
        } catch (IOException e) {
            return false;
        }
    }

    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException failed) throws IOException {
                        if (failed != null) {
                            throw failed;
                        }
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
