package org.buyledger.command.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.command.intake.EnvelopeReader;
import org.buyledger.command.intake.EnvelopeReader.Read;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.client.EventCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A request as the record of the commands topic that it becomes: the HTTP binding of CloudEvents 1.0 in binary or structured
 * mode, whose extension {@code partitionkey} is the record's key.
 *
 * @param commandId the sender's id of the command
 * @param replyId what its result is known by
 * @param patience how long the sender would wait for the result; zero for not at all
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in passing: never compared, never changed
record SentCommand(
        String commandId, String replyId, Duration patience, byte[] key, byte[] value, RecordHeaders headers) {
    /** Who asks for longer gets this. */
    private static final int MOST_SECONDS = 10;

    private static final String ATTRIBUTE = "ce-";
    private static final String PARTITION_KEY = "partitionkey";
    private static final Pattern WAIT = Pattern.compile("(?i)\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:;.*)?");

    /** A request that is understood, or why it is not sent on. */
    sealed interface Understood {
        record Command(SentCommand command) implements Understood {}

        record Refused(int status, Failure failure) implements Understood {}
    }

    static Understood of(Headers request, byte[] body) {
        String type = first(request, "Content-Type", HeaderNames.JSON).toLowerCase(Locale.ROOT);
        boolean isStructured = type.startsWith(HeaderNames.CLOUDEVENTS_JSON);
        if (!isStructured && !type.startsWith(HeaderNames.JSON)) {
            return refused(
                    415,
                    ErrorCode.UNSUPPORTED_FEATURE,
                    "Content-Type",
                    "Content-Type is '%s'.".formatted(type),
                    "Send application/json with the headers ce-id and ce-type, or application/cloudevents+json.");
        }
        List<String> authorization = all(request, "Authorization");
        if (authorization.size() != 1) {
            return refused(
                    401,
                    ErrorCode.AUTH_MISSING,
                    "Authorization",
                    "The request has %d headers Authorization.".formatted(authorization.size()),
                    "Send one header Authorization: Bearer <token>.");
        }
        String tenant = isStructured ? attribute(body) : first(request, ATTRIBUTE + PARTITION_KEY, "");
        if (tenant.isEmpty()) {
            return refused(
                    400,
                    ErrorCode.INVALID_REQUEST,
                    isStructured ? "/" + PARTITION_KEY : ATTRIBUTE + PARTITION_KEY,
                    "The command does not say which tenant it is for.",
                    isStructured
                            ? "Give the event the attribute \"partitionkey\" with the tenant's id."
                            : "Send the header ce-partitionkey with the tenant's id.");
        }
        String replyId = UUID.randomUUID().toString();
        byte[] key = EventCodec.utf8(tenant);
        RecordHeaders headers = headers(request, isStructured, authorization.getFirst(), replyId);
        return switch (EnvelopeReader.read(key, body, headers, replyId)) {
            case Read.Intact(var envelope) ->
                new Understood.Command(new SentCommand(envelope.id(), replyId, patience(request), key, body, headers));
            case Read.Faulty(String id, Failure failure) -> refused(failure);
            case Read.Undecodable(String id, Failure failure) -> refused(failure);
        };
    }

    private static RecordHeaders headers(Headers request, boolean isStructured, String authorization, String replyId) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, HeaderNames.CONTENT_TYPE, isStructured ? HeaderNames.CLOUDEVENTS_JSON : HeaderNames.JSON);
        for (Header header : request) {
            HeaderName name = header.headerName();
            if (name.lowerCase().startsWith(ATTRIBUTE)) {
                add(headers, "ce_" + name.lowerCase().substring(ATTRIBUTE.length()), header.get());
            }
        }
        if (headers.lastHeader(HeaderNames.ID) == null) {
            all(request, "Idempotency-Key").forEach(key -> add(headers, HeaderNames.ID, key));
        }
        all(request, HeaderNames.TRACE_PARENT).forEach(parent -> add(headers, HeaderNames.TRACE_PARENT, parent));
        add(headers, HeaderNames.AUTHORIZATION, authorization);
        headers.remove(HeaderNames.REPLY_ID);
        add(headers, HeaderNames.REPLY_ID, replyId);
        return headers;
    }

    /** The partition key of an event in structured mode; empty where there is none. */
    private static String attribute(byte[] event) {
        try {
            return Json.EVENTS.readTree(event).path(PARTITION_KEY).stringValue("");
        } catch (JacksonException e) {
            return "";
        }
    }

    /** The time to wait that {@code Prefer} headers (RFC 7240) give; what they say beside is ignored. */
    private static Duration patience(Headers request) {
        for (String preference : String.join(",", all(request, "Prefer")).split(",", -1)) {
            Matcher wait = WAIT.matcher(preference);
            if (wait.matches()) {
                return Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(wait.group(1))));
            }
        }
        return Duration.ZERO;
    }

    private static Understood refused(Failure failure) {
        return new Understood.Refused(400, failure);
    }

    private static Understood refused(
            int status, ErrorCode code, String field, String message, @Nullable String suggestion) {
        return new Understood.Refused(status, Failure.of(code, field, message, suggestion));
    }

    private static List<String> all(Headers request, String name) {
        return request.all(io.helidon.http.HeaderNames.create(name), List::of);
    }

    private static String first(Headers request, String name, String otherwise) {
        return Optional.of(all(request, name))
                .filter(values -> !values.isEmpty())
                .map(List::getFirst)
                .orElse(otherwise);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
