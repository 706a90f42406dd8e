package org.buyledger.events.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.events.Actor;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Historical;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.events.Timestamps;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The Kafka form of events. */
public final class EventCodec {
    private static final byte[] SPEC_VERSION = utf8("1.0");
    private static final byte[] JSON_CONTENT = utf8(HeaderNames.JSON);

    private EventCodec() {}

    /** The payload of an event. */
    public static byte[] payload(Event event) {
        return Json.EVENTS.writeValueAsBytes(event);
    }

    /** The headers of an event. */
    public static Headers headers(EventEnvelope e) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(HeaderNames.CONTENT_TYPE, JSON_CONTENT);
        headers.add(HeaderNames.SPEC_VERSION, SPEC_VERSION);
        headers.add(HeaderNames.ID, utf8(e.id()));
        headers.add(HeaderNames.TYPE, utf8(e.type()));
        headers.add(HeaderNames.SOURCE, source(e.tenant()));
        headers.add(HeaderNames.SUBJECT, utf8(e.subject().toString()));
        headers.add(HeaderNames.TIME, utf8(Timestamps.text(e.at())));
        headers.add(HeaderNames.SEQUENCE, utf8(HashChain.padded(e.sequence())));
        headers.add(HeaderNames.REVISION, utf8(Long.toString(e.revision())));
        headers.add(HeaderNames.ACTOR, utf8(e.actor().toString()));
        headers.add(HeaderNames.CAUSATION_ID, utf8(e.causationId()));
        String correlation = e.correlationId();
        if (correlation != null) {
            headers.add(HeaderNames.CORRELATION_ID, utf8(correlation));
        }
        headers.add(HeaderNames.PREVIOUS_HASH, utf8(e.previousHash()));
        headers.add(HeaderNames.HASH, utf8(e.hash()));
        return headers;
    }

    static byte[] source(TenantId tenant) {
        return utf8("/tenants/" + tenant.value());
    }

    /**
     * Reads a record of the events topic; the event is in its newest version, the envelope and the text as written.
     *
     * @throws UnreadableEvent when it is of a type that this version does not know, or damaged
     */
    public static Recorded<Event> decode(ConsumerRecord<byte[], byte[]> record) {
        EventEnvelope envelope = envelope(record);
        return new Recorded<>(
                envelope,
                event(record, envelope.type()),
                new String(record.value(), StandardCharsets.UTF_8),
                new Recorded.Place(record.partition(), record.offset()));
    }

    /** The fact in its newest version, whichever was written. */
    private static Event event(ConsumerRecord<byte[], byte[]> record, String type) {
        try {
            Optional<Class<? extends Event>> current = Event.TYPES.find(type);
            if (current.isPresent()) {
                return Json.EVENTS.readValue(record.value(), current.get());
            }
            Class<? extends Historical> older = Historical.TYPES
                    .find(type)
                    .orElseThrow(() -> new UnreadableEvent(
                            record, "it is of type " + type + ", which this version does not know", null));
            return Json.EVENTS.readValue(record.value(), older).upcast();
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableEvent(record, "its payload does not fit " + type, e);
        }
    }

    /** Reads the envelope alone, as a check of the hash chain needs it. */
    public static EventEnvelope envelope(ConsumerRecord<byte[], byte[]> record) {
        try {
            Headers headers = record.headers();
            return new EventEnvelope(
                    required(headers, HeaderNames.ID),
                    required(headers, HeaderNames.TYPE),
                    new TenantId(new String(record.key(), StandardCharsets.UTF_8)),
                    Subject.parse(required(headers, HeaderNames.SUBJECT)),
                    Long.parseLong(required(headers, HeaderNames.SEQUENCE)),
                    Long.parseLong(required(headers, HeaderNames.REVISION)),
                    Instant.parse(required(headers, HeaderNames.TIME)),
                    Actor.parse(required(headers, HeaderNames.ACTOR)),
                    required(headers, HeaderNames.CAUSATION_ID),
                    text(headers, HeaderNames.CORRELATION_ID),
                    required(headers, HeaderNames.PREVIOUS_HASH),
                    required(headers, HeaderNames.HASH));
        } catch (RuntimeException e) {
            throw new UnreadableEvent(record, "its headers are damaged: " + e.getMessage(), e);
        }
    }

    private static String required(Headers headers, String name) {
        String value = text(headers, name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** A header's text, null where there is none. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
