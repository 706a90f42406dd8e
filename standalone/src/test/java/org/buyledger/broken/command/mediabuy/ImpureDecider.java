package org.buyledger.broken.command.mediabuy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jooq.Field;

/** Decides otherwise when it is asked again. */
final class ImpureDecider {
    private int remembered;

    String readsAFile() throws IOException {
        return Files.readString(Path.of("limits"));
    }

    String asksTheEnvironment() {
        return System.getenv().toString();
    }

    void sends(Producer<byte[], byte[]> producer) {
        producer.flush();
    }

    String selects(Field<?> column) {
        return column.getName();
    }

    Instant asksTheTime() {
        return Instant.now();
    }

    long stopsTheTime() {
        return System.nanoTime();
    }

    Supplier<Instant> supplier() {
        return Instant::now;
    }

    UUID mints() {
        return UUID.randomUUID();
    }

    boolean throwsACoin() {
        return Math.random() < 0.5;
    }

    int counts() {
        return remembered++;
    }
}
