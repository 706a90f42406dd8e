package org.buyledger.standalone.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/** A line that tells how far something is: at a terminal it is written over the one before, elsewhere below it. */
final class StatusLine {
    private final PrintStream out;
    private final boolean isTerminal;
    private int width;

    @SuppressWarnings("SystemConsoleNull") // since 25 it is null again where there is no terminal
    StatusLine(PrintStream out) {
        this.out = out;
        Console console = System.console();
        isTerminal = console != null && console.isTerminal();
    }

    boolean isTerminal() {
        return isTerminal;
    }

    void show(String text) {
        if (isTerminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            out.flush();
            width = text.length();
        } else {
            out.println(text);
        }
    }

    /** Leaves a terminal as if nothing had been written. */
    void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }

    /** Its two greatest units. */
    static String brief(Duration time) {
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                        : "%d s".formatted(time.toSeconds());
    }
}
