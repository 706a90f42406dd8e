package org.buyledger.standalone.up;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal reads: whole lines, without colours or cursor movements. */
final class Console {
    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    /** A duration as it is read best, such as {@code 2.4 s}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
