package gridfare.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir Path directory;

    @Test
    void whatWasCommittedIsThereAfterARestart() {
        try (Store store = Store.open(directory)) {
            Table<String> table = store.table("a", String.class);
            store.commit(table.put("1", "one"), table.put("2", "two"));
            store.commit(table.remove("1"));
        }
        try (Store store = Store.open(directory)) {
            assertThat(store.table("a", String.class).all()).containsExactly("two");
        }
    }

    @Test
    void aLineTornByAKillIsDroppedAndTheNextIsKept() throws IOException {
        try (Store store = Store.open(directory)) {
            Table<String> table = store.table("a", String.class);
            store.commit(table.put("1", "one"));
        }
        Files.writeString(
                directory.resolve("journal.jsonl"),
                "[{\"t\":\"a\",\"k\":\"2\",\"v\":\"tw",
                StandardOpenOption.APPEND);
        try (Store store = Store.open(directory)) {
            Table<String> table = store.table("a", String.class);
            assertThat(table.all()).containsExactly("one");
            store.commit(table.put("3", "three"));
        }
        try (Store store = Store.open(directory)) {
            assertThat(store.table("a", String.class).all()).containsExactly("one", "three");
        }
    }

    @Test
    void twoSandboxesCannotShareADirectory() {
        try (Store first = Store.open(directory)) {
            assertThat(first.table("a", String.class).all()).isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(() -> Store.open(directory))
                    .withMessageContaining("stop it first");
        }
    }
}
