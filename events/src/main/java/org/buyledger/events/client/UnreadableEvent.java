package org.buyledger.events.client;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** An event that this version cannot read; its reader must stop before it, never step over it. */
public final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableEvent(ConsumerRecord<?, ?> record, String why, @Nullable Throwable cause) {
        super(
                "The event at %s partition %d offset %d cannot be read: %s."
                        .formatted(record.topic(), record.partition(), record.offset(), why),
                cause);
    }
}
