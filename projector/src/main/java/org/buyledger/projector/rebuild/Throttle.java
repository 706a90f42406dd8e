package org.buyledger.projector.rebuild;

import java.util.concurrent.TimeUnit;

/** Lets so many events pass in a second. Thread-safe. */
final class Throttle {
    private final int perSecond;
    private long free = System.nanoTime();

    /** @param perSecond 0 for no limit */
    Throttle(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Waits until these may pass, too. */
    void pass(int events) {
        if (perSecond > 0 && events > 0) {
            sleep(reserve(events, System.nanoTime()));
        }
    }

    /** How many nanoseconds they have to wait. */
    synchronized long reserve(int events, long now) {
        long begin = Math.max(free, now);
        free = begin + TimeUnit.SECONDS.toNanos(1) * events / perSecond;
        return begin - now;
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunProgress.Stopped();
        }
    }
}
