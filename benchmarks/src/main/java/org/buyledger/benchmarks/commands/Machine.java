package org.buyledger.benchmarks.commands;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.utils.AppInfoParser;
import org.buyledger.benchmarks.Sample;

/**
 * Where it was measured, without which no number means anything.
 *
 * @param at when
 * @param processors how many the JVM sees
 * @param loadAverage of the minute before the start: above 0.1, others were at work too
 * @param system operating system and architecture
 * @param java the JVM's version
 * @param kafka the version of Kafka
 * @param fsyncMillis how long it takes until 4 kB more of a file are on the disk
 */
record Machine(
        Instant at, int processors, double loadAverage, String system, String java, String kafka, Sample fsyncMillis) {
    private static final int WRITES = 200;

    /** Measures the disk of a folder. */
    static Machine look(Path folder) throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        double load = system.getSystemLoadAverage();
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                system.getAvailableProcessors(),
                load,
                "%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()),
                System.getProperty("java.runtime.version"),
                AppInfoParser.getVersion(),
                fsync(folder));
    }

    private static Sample fsync(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "fsync", "");
        double[] millis = new double[WRITES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                long begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(true);
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        } finally {
            Files.delete(file);
        }
        return new Sample(millis);
    }
}
