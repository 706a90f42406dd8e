package org.buyledger.projector.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.client.EventCodec;
import org.buyledger.migrations.jooq.enums.CommandOutcome;
import org.buyledger.migrations.jooq.tables.records.CommandResultsRecord;
import org.buyledger.projector.runner.Payload;
import org.jspecify.annotations.Nullable;

/**
 * command_results: the first answer to each command of an authenticated caller. It comes from the results topic, which is
 * kept for days and not for ever: a table of what was answered lately, and no part of the record.
 */
public final class CommandResults {
    private CommandResults() {}

    /**
     * The row of a result. Empty for one that is no first answer, and for one to a caller that was not authenticated: its
     * command id was anybody's to choose.
     */
    public static Optional<CommandResultsRecord> row(ConsumerRecord<byte[], byte[]> record) {
        String actor = EventCodec.text(record.headers(), HeaderNames.ACTOR);
        byte @Nullable [] key = record.key();
        if (actor == null || key == null) {
            return Optional.empty();
        }
        CommandResult result = Json.EVENTS.readValue(record.value(), CommandResult.class);
        if (result.outcome() == Outcome.DUPLICATE) {
            return Optional.empty();
        }
        return Optional.of(new CommandResultsRecord()
                .setTenantId(new String(key, StandardCharsets.UTF_8))
                .setCommandId(result.commandId())
                .setActor(actor)
                .setOutcome(CommandOutcome.lookupLiteral(result.outcome().wire()))
                .setPosition(result.position())
                .setEvents(Payload.jsonb(result.events()))
                .setResponse(Payload.jsonbOrNull(result.response()))
                .setError(Payload.jsonbOrNull(result.error()))
                .setAnsweredAt(Instant.ofEpochMilli(record.timestamp())));
    }
}
