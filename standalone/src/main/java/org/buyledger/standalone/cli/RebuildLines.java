package org.buyledger.standalone.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.buyledger.projector.rebuild.Phase;
import org.buyledger.projector.rebuild.RunProgress;
import org.buyledger.projector.rebuild.RunProgress.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is, on standard error: at a terminal one line that is written over, elsewhere a line for each phase and
 * one every ten seconds.
 */
final class RebuildLines implements AutoCloseable {
    private static final Duration AT_TERMINAL = Duration.ofMillis(250);
    private static final Duration ELSEWHERE = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final RunProgress progress;
    private final StatusLine line;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("rebuild-lines").unstarted(this::run);
    private @Nullable Phase told;
    private long toldAt;

    /** Begins at once. */
    RebuildLines(RunProgress progress, PrintStream out) {
        this.progress = progress;
        line = new StatusLine(out);
        thread.start();
    }

    private void run() {
        try {
            do {
                show(progress.now());
            } while (!closed.await((line.isTerminal() ? AT_TERMINAL : ELSEWHERE).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Snapshot now) {
        if (line.isTerminal()) {
            line.show(text(now));
        } else if (now.phase() != told || System.nanoTime() - toldAt >= BETWEEN_LINES.toNanos()) {
            line.show(text(now));
            told = now.phase();
            toldAt = System.nanoTime();
        }
    }

    /** What is told of one moment. */
    static String text(Snapshot now) {
        return switch (now.phase()) {
            case PREPARING, SWITCHING -> now.phase().toString();
            case FILLING, CATCHING_UP ->
                String.format(
                                Locale.ROOT,
                                "%s: %,d of %,d events (%d %%), %,d a second",
                                now.phase(),
                                now.eventsDone(),
                                now.eventsTotal(),
                                now.eventsTotal() == 0 ? 100 : now.eventsDone() * 100 / now.eventsTotal(),
                                now.perSecond())
                        + (now.secondsLeft().isPresent()
                                ? ", "
                                        + StatusLine.brief(Duration.ofSeconds(
                                                now.secondsLeft().getAsLong())) + " left"
                                : "");
            case INDEXING, COMPARING, FINISHING ->
                "%s: %d of %d".formatted(now.phase(), now.stepsDone(), now.stepsTotal());
        };
    }

    /** Leaves a terminal as if nothing had been written. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.clear();
    }
}
