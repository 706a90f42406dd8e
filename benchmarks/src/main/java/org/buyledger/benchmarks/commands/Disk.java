package org.buyledger.benchmarks.commands;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.buyledger.benchmarks.Sample;

/** The disk that everything is written to. */
final class Disk {
    private static final int WRITES = 200;

    private Disk() {}

    /** How long it takes until 4 kB more of a file in a folder are on the disk. */
    static Sample fsyncMillis(Path folder) throws IOException {
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
