package gridfare.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir Path machine;
    private Path tools;

    /// The few programs that the script calls, without the JDK that this machine has beside them.
    @BeforeEach
    void offerTools() throws IOException {
        tools = Files.createDirectories(machine.resolve("tools"));
        for (String name : List.of("env", "bash", "sed", "readlink", "dirname")) {
            program(
                    tools.resolve(name),
                    "exec \"$(PATH=/usr/bin:/bin command -v " + name + ")\" \"$@\"");
        }
    }

    @Test
    void takesTheNewJdkOfTheUsualFoldersWhenAnOldOneIsFirstOnThePath() throws Exception {
        Path old = jdk("old/jdk-17", "17.0.15");
        Path current = jdk("jvm/temurin-25", "25.0.1");

        Answer answer = find(Map.of("PATH", old.resolve("bin") + ":" + tools));

        assertThat(answer).isEqualTo(new Answer(0, current.toString()));
    }

    @Test
    void passesByAJavaHomeThatIsTooOld() throws Exception {
        Path old = jdk("old/jdk-17", "17.0.15");
        Path current = jdk("jvm/temurin-25", "25.0.1");

        Answer answer = find(Map.of("JAVA_HOME", old.toString()));

        assertThat(answer).isEqualTo(new Answer(0, current.toString()));
    }

    @Test
    void prefersTheJdkItIsTold() throws Exception {
        jdk("jvm/temurin-25", "25.0.1");
        Path told = jdk("elsewhere/jdk-26", "26");

        Answer answer = find(Map.of("GRIDFARE_JAVA_HOME", told.toString()));

        assertThat(answer).isEqualTo(new Answer(0, told.toString()));
    }

    @Test
    void saysWhatItFoundAndWhatToInstallWhereAllAreTooOld() throws Exception {
        jdk("jvm/jdk-21", "21.0.2");

        Answer answer = find(Map.of());

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text())
                .contains("JDK 25")
                .contains("Found only: 21")
                .contains("GRIDFARE_JAVA_HOME");
    }

    @Test
    void portsComeFromOptionsBeforeTheEnvironment() {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of("GRIDFARE_WEB_PORT", "8081", "GRIDFARE_POSTGRES_PORT", "15433"));
        List<String> words =
                new ArrayList<>(List.of("up", "--web-port", "8082", "--sandbox-port=8380"));

        Ports.takeOptions(words, environment);

        assertThat(words).containsExactly("up");
        assertThat(Ports.from(environment))
                .isEqualTo(new Ports(8082, 9990, 8180, 9190, 15433, 8380));
    }

    @Test
    void aPortThatIsNoneIsToldWithItsVariable() {
        assertThatThrownBy(() -> Ports.from(Map.of("GRIDFARE_WEB_PORT", "eighty")))
                .hasMessageContaining("GRIDFARE_WEB_PORT is eighty");
    }

    @Test
    void durationsAreReadAsPeopleTypeThem() {
        assertThat(Durations.parse("3h")).isEqualTo(Duration.ofHours(3));
        assertThat(Durations.parse("1d12h30m5s"))
                .isEqualTo(Duration.ofDays(1).plusHours(12).plusMinutes(30).plusSeconds(5));
        assertThatThrownBy(() -> Durations.parse("3")).hasMessageContaining("3 is no duration");
    }

    private record Answer(int code, String text) {}

    private Answer find(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(Artifacts.checkout().resolve("gridfare").toString(), "jdk")
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", machine.toString());
        builder.environment().put("GRIDFARE_JVM_FOLDERS", machine.resolve("jvm").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text.strip());
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = machine.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        for (String program : List.of("java", "javac")) {
            program(home.resolve("bin").resolve(program), "echo " + program + " " + version);
        }
        return home.toRealPath();
    }

    private static void program(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
