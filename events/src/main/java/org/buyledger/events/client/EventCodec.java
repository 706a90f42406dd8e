package org.buyledger.events.client;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.buyledger.events.WireTypes;
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

    private static Event event(ConsumerRecord<byte[], byte[]> record, String type) {
        try {
            return event(type, record.value()).orElseThrow(() -> new UnreadableEvent(record, unknown(type), null));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableEvent(record, "its payload does not fit " + type, e);
        }
    }

    /**
     * The fact in its newest version, whichever was written. Empty for a type that this version does not know.
     *
     * @throws JacksonException when the payload does not fit the type
     */
    public static Optional<Event> event(String type, byte[] payload) {
        Optional<Class<? extends Event>> current = Event.TYPES.find(type);
        if (current.isPresent()) {
            return Optional.of(Json.EVENTS.readValue(payload, current.get()));
        }
        return Historical.TYPES
                .find(type)
                .map(older -> Json.EVENTS.readValue(payload, older).upcast());
    }

    /** What is said of a type that a newer version must have written. */
    private static String unknown(String type) {
        int version = type.lastIndexOf(".v");
        String name = type.substring(0, Math.max(0, version));
        String known = Stream.concat(Event.TYPES.names().stream(), Historical.TYPES.names().stream())
                .filter(other -> other.substring(0, other.lastIndexOf(".v")).equals(name))
                .map(other -> other.substring(other.lastIndexOf(".v") + 1))
                .max(Comparator.comparingInt(v -> Integer.parseInt(v.substring(1))))
                .map(newest -> "this version knows %s up to %s"
                        .formatted(name.substring(Math.min(name.length(), WireTypes.PREFIX.length())), newest))
                .orElse("this version knows none of that name");
        return "it is of type %s, and %s; start the version of Buyledger that command-service runs, or a newer one"
                .formatted(type, known);
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
                    Timestamps.exact(required(headers, HeaderNames.TIME)),
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
