package gridfare;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What only the sources show: that each adapter is held to the providers' contract, and that no
/// test is skipped because of its name.
class SourcesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern TESTS =
            Pattern.compile("@(Test|ParameterizedTest|ArchTest|RepeatedTest)\\b");
    private static final Pattern RUN = Pattern.compile(".*(Test|IT|Contract|Benchmark)\\.java");

    @Test
    void eachAdapterIsHeldToTheContract() throws IOException {
        Path adapters = ROOT.resolve("provider-adapters/src");
        Set<String> kinds;
        try (Stream<Path> files = Files.walk(adapters.resolve("main/java/gridfare/provider"))) {
            kinds =
                    files.filter(file -> contains(file, "implements ComputeProviderFactory"))
                            .map(file -> file.getParent().getFileName().toString())
                            .collect(toSet());
        }
        Set<String> held;
        try (Stream<Path> files = Files.walk(adapters.resolve("test/java/gridfare/provider"))) {
            held =
                    files.filter(file -> contains(file, "extends ComputeProviderContract"))
                            .map(file -> file.getParent().getFileName().toString())
                            .collect(toSet());
        }
        assertThat(kinds).isNotEmpty();
        assertThat(held).containsAll(kinds);
    }

    @Test
    void noTestIsSkippedForItsName() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 20)) {
            List<String> skipped =
                    files.filter(file -> file.toString().contains("/src/test/java/"))
                            .filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> TESTS.matcher(text(file)).find())
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !RUN.matcher(name).matches())
                            .toList();
            assertThat(skipped).isEmpty();
        }
    }

    private static boolean contains(Path file, String text) {
        return file.toString().endsWith(".java") && text(file).contains(text);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }
}
