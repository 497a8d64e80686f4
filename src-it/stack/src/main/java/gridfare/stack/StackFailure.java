package gridfare.stack;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Something kept the stack from starting or stopping. The message is one that a newcomer can act
/// on; it may carry the last lines of a log.
public final class StackFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /// Why a file could not be read or written, in words. Java's own message of most such failures
    /// is the file's name and nothing else.
    static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission" + whose(denied.getFile());
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /// Of a checkout that someone else has used before.
    private static String whose(@Nullable String file) {
        if (file == null) return "";
        Path known = Path.of(file).toAbsolutePath();
        while (known.getParent() != null && !Files.exists(known)) {
            known = known.getParent();
        }
        try {
            return ": %s belongs to %s, and this runs as %s"
                    .formatted(known, Files.getOwner(known), System.getProperty("user.name"));
        } catch (IOException e) {
            return ""; // not even that may be looked at
        }
    }
}
