package gridfare.load.replay;

import java.io.PrintStream;

/// One line that is written over on a terminal, and now and then a line elsewhere.
final class Progress {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private int lastTenth = -1;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(int finished, int running, int all) {
        int share = all == 0 ? 0 : WIDTH * finished / all;
        String text =
                "[%s%s] %d of %d done, %d running"
                        .formatted(
                                "#".repeat(share),
                                ".".repeat(WIDTH - share),
                                finished,
                                all,
                                running);
        if (terminal) {
            out.print("\r" + text + "   ");
            out.flush();
        } else if (all > 0 && 10 * finished / all != lastTenth) {
            lastTenth = 10 * finished / all;
            out.println(text);
        }
    }

    void done() {
        if (terminal) {
            out.println();
        }
    }
}
