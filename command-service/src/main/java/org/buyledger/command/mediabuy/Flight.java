package org.buyledger.command.mediabuy;

import java.time.Duration;
import java.time.Instant;

/**
 * When a buy or package runs: from {@code start} until just before {@code end}.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record Flight(Instant start, Instant end) {
    private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    /** Whole days, a begun one counting as one; at least 1. */
    public long days() {
        Duration length = Duration.between(start, end);
        long seconds = length.getSeconds() + (length.getNano() > 0 ? 1 : 0);
        return Math.max(1, Math.ceilDiv(seconds, SECONDS_A_DAY));
    }

    /** Whether another flight lies inside this one. */
    boolean contains(Flight other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }
}
