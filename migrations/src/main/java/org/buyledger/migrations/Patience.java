package org.buyledger.migrations;

import java.time.Duration;

/**
 * How a step deals with tables that others use: it waits for a lock only so long, because everybody who comes after it waits
 * behind it, and tries again later.
 *
 * @param lockTimeout how long a statement waits for a lock
 * @param attempts how often a step is tried
 * @param pause between the first and the second try; doubled after each
 */
public record Patience(Duration lockTimeout, int attempts, Duration pause) {
    /** Gives the others more than two minutes in all. */
    public static final Patience USUAL = new Patience(Duration.ofSeconds(3), 7, Duration.ofSeconds(1));
}
