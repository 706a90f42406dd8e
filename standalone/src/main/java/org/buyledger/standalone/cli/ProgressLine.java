package org.buyledger.standalone.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * How far long work is, on standard error: at a terminal one line that is written over, elsewhere a line every ten seconds.
 * Rate and time left are of the work since it began.
 */
final class ProgressLine {
    private static final Duration AT_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintStream err = System.err;
    private final boolean terminal = isTerminal();
    private final boolean quiet;
    private final String phase;
    private final String unit;
    private final long began = System.nanoTime();
    private long told = began;
    private int width;

    /**
     * Nothing is written yet.
     *
     * @param phase what is done, in a word
     * @param unit what is counted, in the plural
     * @param quiet whether nothing is to be written ever
     */
    ProgressLine(String phase, String unit, boolean quiet) {
        this.phase = phase;
        this.unit = unit;
        this.quiet = quiet;
    }

    @SuppressWarnings("SystemConsoleNull") // since 25 it is null again where there is no terminal
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** So much of so much is done. */
    void at(long done, long of) {
        long now = System.nanoTime();
        if (quiet || now - told < (terminal ? AT_TERMINAL : ELSEWHERE).toNanos()) {
            return;
        }
        told = now;
        String text = text(phase, unit, done, of, Duration.ofNanos(now - began));
        if (terminal) {
            err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            err.flush();
            width = text.length();
        } else {
            err.println(text);
        }
    }

    /** Leaves a terminal as if nothing had been written. */
    void end() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
        }
    }

    static String text(String phase, String unit, long done, long of, Duration since) {
        long rate = done * 1000 / Math.max(1, since.toMillis());
        String left = rate == 0 ? "" : ", %s left".formatted(brief(Duration.ofSeconds((of - done) / rate)));
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d %s (%d %%), %,d a second%s",
                phase,
                done,
                of,
                unit,
                of == 0 ? 100 : done * 100 / of,
                rate,
                left);
    }

    private static String brief(Duration time) {
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                        : "%d s".formatted(time.toSeconds());
    }
}
