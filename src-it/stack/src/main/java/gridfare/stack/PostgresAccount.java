package gridfare.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Under which account PostgreSQL's programs run, as they refuse to run as root.
enum PostgresAccount {
    /// Ours.
    OURS(),

    /// Root in a user namespace of its own, where it is nobody in particular and still owns its
    /// files.
    UNSHARED("unshare", "-U"),

    /// The user 65534, where namespaces are forbidden, as in many containers.
    NOBODY("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private static final int NOBODYS_ID = 65_534;

    private final String prefix;

    PostgresAccount(String... prefix) {
        this.prefix = String.join(" ", prefix);
    }

    static PostgresAccount here() {
        if (!System.getProperty("user.name").equals("root")) {
            return OURS;
        }
        return works(UNSHARED) ? UNSHARED : NOBODY;
    }

    private static boolean works(PostgresAccount account) {
        try {
            Process process =
                    new ProcessBuilder(account.running(List.of("true")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }

    List<String> running(List<String> command) {
        List<String> words = new ArrayList<>(Jvm.words(prefix));
        words.addAll(command);
        return words;
    }

    /// Whether the account can go where only root may, e.g. below `/root`.
    boolean needsOpenFolders() {
        return this == NOBODY;
    }

    /// Makes `folder` the account's.
    void own(Path folder) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(folder, "unix:uid", NOBODYS_ID);
            Files.setAttribute(folder, "unix:gid", NOBODYS_ID);
        }
    }
}
