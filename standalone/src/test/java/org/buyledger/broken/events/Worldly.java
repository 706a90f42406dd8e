package org.buyledger.broken.events;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A contract that is no record, counts money in binary, and knows more than what happened. */
final class Worldly implements Event, Command {
    final double price = 0.1;

    Instant now() {
        return Instant.now();
    }

    UUID id() {
        return UUID.randomUUID();
    }

    ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>("events", new byte[0]);
    }
}
