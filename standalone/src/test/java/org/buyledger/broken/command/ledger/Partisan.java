package org.buyledger.broken.command.ledger;

import org.apache.kafka.streams.KafkaStreams;

/** Knows what runs it, and looks at the clock. */
public record Partisan(KafkaStreams streams) {
    /** What rules know. */
    public record Ledger() {}

    static long begins() {
        return System.currentTimeMillis();
    }
}
