package gridfare.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

    @Test
    void aDiskWithoutRoomIsToldWithItsFolderAndWhatIsNeeded(@TempDir Path home) {
        assertThatThrownBy(() -> Disk.mustHold(home, Long.MAX_VALUE))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("disk is full")
                .hasMessageContaining(home.toString())
                .hasMessageContaining("MB free");
    }

    @Test
    void aFolderThatIsNotThereYetIsMade(@TempDir Path parent) {
        assertThatCode(() -> Disk.mustHold(parent.resolve("new"), 1)).doesNotThrowAnyException();
    }

    @Test
    void aFolderThatCannotBeMadeIsTold(@TempDir Path parent) throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "not a folder");

        assertThatThrownBy(() -> Disk.mustHold(file.resolve("home"), 1))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("Cannot write to");
    }
}
