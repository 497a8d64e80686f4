package gridfare.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFailureTest {

    @TempDir Path checkout;

    @Test
    void aFolderThatIsSomeoneElsesIsToldWithItsOwner() throws IOException {
        Path inside = checkout.resolve(".gridfare/run/ports.properties");

        assertThat(StackFailure.why(new AccessDeniedException(inside.toString())))
                .isEqualTo(
                        "no permission: %s belongs to %s, and this runs as %s",
                        checkout, Files.getOwner(checkout), System.getProperty("user.name"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(StackFailure.why(new NoSuchFileException("/there")))
                .isEqualTo("/there is not there");
    }

    @Test
    void theSystemsOwnReasonIsGood() {
        assertThat(
                        StackFailure.why(
                                new FileSystemException("/here", null, "No space left on device")))
                .isEqualTo("No space left on device");
    }
}
