package org.buyledger.command;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often a failed stream thread is replaced before the service gives up and leaves it to whatever restarts it. */
final class Restarts {
    private static final int MOST = 10;
    private static final long WINDOW = Duration.ofMinutes(5).toNanos();

    private final Deque<Long> times = new ArrayDeque<>();

    synchronized boolean allow(long now) {
        while (!times.isEmpty() && now - times.getFirst() > WINDOW) {
            times.removeFirst();
        }
        times.addLast(now);
        return times.size() <= MOST;
    }
}
