package org.buyledger.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where it was measured, without which no number means anything.
 *
 * @param at when
 * @param processors how many the JVM sees
 * @param loadAverage of the minute before the start: above 0.1, others were at work too
 * @param system operating system and architecture
 * @param java the JVM's version
 */
public record Machine(Instant at, int processors, double loadAverage, String system, String java) {

    /** This machine, now. */
    public static Machine look() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                "%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()),
                System.getProperty("java.runtime.version"));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, load average before the start %.1f%n%s, Java %s",
                at,
                processors,
                loadAverage,
                system,
                java);
    }
}
