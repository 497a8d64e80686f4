package gridfare.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files that the build made and the stack starts.
///
/// @param server the provisioned WildFly
/// @param sandbox the sandbox's jar; what it needs lies beside it in `lib`
/// @param keycloak Keycloak's distribution as it comes
public record Artifacts(Path war, Path server, Path sandbox, Path keycloak) {

    /// What a checkout's build leaves behind.
    public static Artifacts of(Path checkout) {
        return new Artifacts(
                checkout.resolve("broker-web/target/gridfare.war"),
                checkout.resolve("broker-server/target/server"),
                checkout.resolve("src-it/sandbox/target/sandbox.jar"),
                checkout.resolve("src-it/stack/target/dist/keycloak.zip"));
    }

    /// The folder with the launcher, from here upwards.
    ///
    /// @throws StackFailure if there is none
    public static Path checkout() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve("gridfare"))
                    && Files.exists(folder.resolve("broker-server/pom.xml"))) {
                return folder;
            }
        }
        throw new StackFailure(
                "%s is not inside a Gridfare checkout.".formatted(Path.of("").toAbsolutePath()));
    }

    /// @throws StackFailure naming what is not built
    void mustExist() {
        for (Path file : List.of(war, server.resolve("jboss-modules.jar"), sandbox, keycloak)) {
            if (!Files.exists(file)) {
                throw new StackFailure(
                        file + " is not built. Run: mvn -Dquick -DskipTests package");
            }
        }
    }
}
