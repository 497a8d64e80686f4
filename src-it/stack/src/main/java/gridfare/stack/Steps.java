package gridfare.stack;

import java.time.Duration;

/// Is told what the stack does, as it happens; from several threads.
public interface Steps {

    Steps SILENT =
            new Steps() {
                @Override
                public void note(String text) {}

                @Override
                public void done(String step, Duration took, String detail) {}
            };

    /// Something that takes long begins.
    void note(String text);

    void done(String step, Duration took, String detail);
}
