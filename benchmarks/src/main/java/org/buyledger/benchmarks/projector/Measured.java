package org.buyledger.benchmarks.projector;

import java.util.Locale;

/**
 * What one run took.
 *
 * @param events that were applied, or rows that were copied
 * @param seconds from the first to the last of them
 * @param cpuSeconds processor time of the JVM meanwhile
 * @param heapBytes most that was in use of its heap, garbage included
 * @param rssBytes most memory that the operating system gave the JVM
 */
record Measured(long events, double seconds, double cpuSeconds, long heapBytes, long rssBytes) {

    static Measured parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Measured(
                Long.parseLong(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }

    double perSecond() {
        return events / seconds;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d %f %f %d %d", events, seconds, cpuSeconds, heapBytes, rssBytes);
    }
}
