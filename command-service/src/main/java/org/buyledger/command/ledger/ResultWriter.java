package org.buyledger.command.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.events.Actor;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.EventRef;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Failure;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Timestamps;
import org.buyledger.events.Topics;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes results. The part of a result from {@code position} on is kept as bytes, so that a command that comes again is
 * answered with the very same ones.
 */
final class ResultWriter {
    private ResultWriter() {}

    /** The part of a result that a repeated command gets again. */
    private record Answer(
            @Nullable Long position,
            List<EventRef> events,
            @Nullable JsonNode response,
            @Nullable Failure error) {}

    static byte[] answer(
            @Nullable Long position, List<EventRef> events, @Nullable JsonNode response, @Nullable Failure error) {
        return Json.EVENTS.writeValueAsBytes(new Answer(position, events, response, error));
    }

    /** The same of a command that left nothing on record. */
    static byte[] refusal(Failure failure) {
        return answer(null, List.of(), null, failure);
    }

    /** The whole value: what concerns this one sending of the command, then the answer. */
    static byte[] value(String commandId, Outcome outcome, byte[] answer) {
        StringBuilder start = new StringBuilder(128)
                .append("{\"command_id\":\"")
                .append(commandId) // an id needs no escapes
                .append("\",\"outcome\":\"")
                .append(outcome.wire())
                .append('"');
        if (outcome == Outcome.DUPLICATE) {
            start.append(",\"replayed\":true");
        }
        boolean empty = answer.length == 2;
        start.append(empty ? "" : ",");
        byte[] head = start.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream value = new ByteArrayOutputStream(head.length + answer.length);
        value.writeBytes(head);
        value.write(answer, 1, answer.length - 1);
        return value.toByteArray();
    }

    /** A result as a record, {@code actor} being null for a caller that was not authenticated. */
    static Outgoing record(
            byte @Nullable [] key,
            String commandId,
            @Nullable String correlationId,
            @Nullable Actor actor,
            byte[] value,
            Instant now) {
        Headers headers = new RecordHeaders();
        add(headers, HeaderNames.CONTENT_TYPE, HeaderNames.JSON);
        add(headers, HeaderNames.SPEC_VERSION, "1.0");
        add(headers, HeaderNames.ID, commandId + ".result");
        add(headers, HeaderNames.TYPE, CommandResult.TYPE);
        add(headers, HeaderNames.SOURCE, "/command-service");
        add(headers, HeaderNames.TIME, Timestamps.text(now));
        add(headers, HeaderNames.CAUSATION_ID, commandId);
        if (correlationId != null) {
            add(headers, HeaderNames.CORRELATION_ID, correlationId);
        }
        if (actor != null) {
            add(headers, HeaderNames.ACTOR, actor.toString());
        }
        return new Outgoing(Topics.RESULTS, key, value, headers, now.toEpochMilli());
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
