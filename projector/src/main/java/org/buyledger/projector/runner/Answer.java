package org.buyledger.projector.runner;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.events.CommandResult;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.client.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a caller was told, as the results topic has it.
 *
 * @param tenant whose command it was
 * @param actor who sent it
 * @param result the answer
 * @param at when it was given
 */
public record Answer(String tenant, String actor, CommandResult result, Instant at) {

    /** Reads a record. Empty for an answer to a caller that was not authenticated: its command id was anybody's to choose. */
    static Optional<Answer> of(ConsumerRecord<byte[], byte[]> record) {
        String actor = EventCodec.text(record.headers(), HeaderNames.ACTOR);
        byte @Nullable [] key = record.key();
        if (actor == null || key == null) {
            return Optional.empty();
        }
        return Optional.of(new Answer(
                new String(key, StandardCharsets.UTF_8),
                actor,
                Json.EVENTS.readValue(record.value(), CommandResult.class),
                Instant.ofEpochMilli(record.timestamp())));
    }
}
