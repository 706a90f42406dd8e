package org.buyledger.standalone.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * How far long work is, on standard error: at a terminal one line that is written over, elsewhere a line every ten seconds.
 * Rate and time left are of the work since it began.
 */
final class ProgressLine {
    private static final Duration AT_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final StatusLine line = new StatusLine(System.err);
    private final boolean quiet;
    private final String phase;
    private final String unit;
    private final long began = System.nanoTime();
    private long told = began;

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

    /** So much of so much is done. */
    void at(long done, long of) {
        long now = System.nanoTime();
        if (quiet || now - told < (line.isTerminal() ? AT_TERMINAL : ELSEWHERE).toNanos()) {
            return;
        }
        told = now;
        line.show(text(phase, unit, done, of, Duration.ofNanos(now - began)));
    }

    /** Leaves a terminal as if nothing had been written. */
    void end() {
        line.clear();
    }

    static String text(String phase, String unit, long done, long of, Duration since) {
        long rate = done * 1000 / Math.max(1, since.toMillis());
        String left = rate == 0 ? "" : ", %s left".formatted(StatusLine.brief(Duration.ofSeconds((of - done) / rate)));
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
}
