package org.buyledger.command.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the envelope of a command: from the headers (CloudEvents' binary mode), or from the value (structured mode), so
 * that a producer that cannot set headers can send commands too.
 */
public final class EnvelopeReader {
    /** Ids of commands that the clock gives; no sender may use them. */
    public static final String CLOCK_PREFIX = "clock.";

    private static final Pattern COMMAND_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");
    private static final String BEARER = "bearer ";

    private EnvelopeReader() {}

    /** What was read. */
    public sealed interface Read {
        /** An envelope that can be worked with. */
        record Intact(CommandEnvelope envelope) implements Read {}

        /** An envelope that lacks what it needs; the sender can be told. */
        record Faulty(String commandId, Failure failure) implements Read {}

        /** No envelope at all: bytes that mean nothing to us. */
        record Undecodable(String commandId, Failure failure) implements Read {}
    }

    /**
     * Reads a record of the commands topic.
     *
     * @param place what the command is called when it has no usable id: topic/partition/offset
     */
    public static Read read(byte @Nullable [] key, byte @Nullable [] value, Headers headers, String place) {
        if (value == null) {
            return faulty(place, "value", "The command has no value.", "Send the payload as JSON, such as {}.");
        }
        if (value.length > Topics.LARGEST_COMMAND) {
            String id = text(headers, HeaderNames.ID);
            return faulty(
                    id == null || !COMMAND_ID.matcher(id).matches() ? place : id,
                    "value",
                    "The command has %d bytes, and the most is %d.".formatted(value.length, Topics.LARGEST_COMMAND),
                    "Send it in several commands.");
        }
        return isStructured(headers) ? structured(key, value, headers, place) : binary(key, value, headers, place);
    }

    private static boolean isStructured(Headers headers) {
        String contentType = text(headers, HeaderNames.CONTENT_TYPE);
        return contentType == null
                ? headers.lastHeader(HeaderNames.ID) == null && headers.lastHeader(HeaderNames.TYPE) == null
                : contentType.startsWith(HeaderNames.CLOUDEVENTS_JSON);
    }

    private static Read binary(byte @Nullable [] key, byte[] value, Headers headers, String place) {
        return envelope(
                key,
                text(headers, HeaderNames.ID),
                text(headers, HeaderNames.TYPE),
                text(headers, HeaderNames.CORRELATION_ID),
                authorization(headers),
                value,
                place,
                HeaderNames.ID,
                HeaderNames.TYPE);
    }

    private static @Nullable String authorization(Headers headers) {
        String authorization = text(headers, HeaderNames.AUTHORIZATION);
        return authorization == null ? text(headers, "Authorization") : authorization;
    }

    private static Read structured(byte @Nullable [] key, byte[] value, Headers headers, String place) {
        JsonNode event;
        try {
            event = Json.COMMANDS.readTree(value);
        } catch (JacksonException e) {
            return new Read.Undecodable(
                    place,
                    Failure.of(
                            ErrorCode.INVALID_REQUEST,
                            "value",
                            "The command has no ce_ headers and its value is not JSON: " + e.getOriginalMessage() + ".",
                            "Send the headers ce_id and ce_type, or a CloudEvent in structured mode as the value."));
        }
        if (!event.isObject() || !event.path("data").isObject()) {
            return faulty(
                    idOr(event.path("id").stringValue(null), place),
                    "/data",
                    "The command has no ce_ headers and its value is not a CloudEvent with data.",
                    "Send the headers ce_id and ce_type, or {\"id\":..., \"type\":..., \"data\":{...}} as the value.");
        }
        String authorization = authorization(headers);
        return envelope(
                key,
                event.path("id").stringValue(null),
                event.path("type").stringValue(null),
                event.path("correlationid").stringValue(null),
                authorization == null ? event.path("authorization").stringValue(null) : authorization,
                Json.COMMANDS.writeValueAsBytes(event.path("data")),
                place,
                "/id",
                "/type");
    }

    private static Read envelope(
            byte @Nullable [] key,
            @Nullable String id,
            @Nullable String type,
            @Nullable String correlationId,
            @Nullable String authorization,
            byte[] data,
            String place,
            String idField,
            String typeField) {
        if (id == null || !COMMAND_ID.matcher(id).matches() || id.startsWith(CLOCK_PREFIX)) {
            return faulty(
                    place,
                    idField,
                    id == null ? "The command has no id." : "'" + shown(id) + "' cannot be the id of a command.",
                    "Give 1 to 128 of letters, digits, _ . : and -, not beginning with clock., unique in the tenant.");
        }
        if (type == null) {
            return faulty(
                    id, typeField, "The command has no type.", "Give one such as org.buyledger.create_media_buy.v1.");
        }
        Optional<TenantId> tenant = tenant(key);
        if (tenant.isEmpty()) {
            return faulty(
                    id,
                    "key",
                    key == null
                            ? "The record has no key."
                            : "'" + shown(new String(key, StandardCharsets.UTF_8)) + "' cannot be a tenant id.",
                    "Give the tenant's id as the record's key.");
        }
        if (correlationId != null && !PRINTABLE.matcher(correlationId).matches()) {
            return faulty(
                    id,
                    HeaderNames.CORRELATION_ID,
                    "The correlation id is not 1 to 255 printable ASCII characters.",
                    "Shorten it, or leave it out.");
        }
        return new Read.Intact(new CommandEnvelope(tenant.get(), id, type, correlationId, token(authorization), data));
    }

    private static Optional<TenantId> tenant(byte @Nullable [] key) {
        try {
            return key == null ? Optional.empty() : Optional.of(new TenantId(new String(key, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The token of an authorization; empty text where it is not a bearer's, which no token matches. */
    private static @Nullable String token(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return null;
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }

    private static String idOr(@Nullable String id, String place) {
        return id != null && COMMAND_ID.matcher(id).matches() ? id : place;
    }

    private static Read faulty(String commandId, String field, String message, String suggestion) {
        return new Read.Faulty(commandId, Failure.of(ErrorCode.INVALID_REQUEST, field, message, suggestion));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
