package org.buyledger.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Timestamps as RFC 3339 writes them, the offset being required (AdCP 3.1.19: a naive time is INVALID_REQUEST), kept to the
 * microsecond, which is what PostgreSQL keeps.
 */
public final class Timestamps extends StdScalarDeserializer<Instant> {
    private static final String RULE = "must be a timestamp with an offset, such as 2026-12-01T00:00:00Z";

    Timestamps() {
        super(Instant.class);
    }

    /**
     * Reads one timestamp.
     *
     * @throws IllegalArgumentException when it has no offset, or is no timestamp between the years 1 and 9999
     */
    public static Instant parse(String text) {
        try {
            // In UTC, where it may be another year than at its offset.
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() < 1 || time.getYear() > 9999) {
                throw new IllegalArgumentException(RULE);
            }
            return time.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }

    /** A timestamp in UTC, letter for letter as {@link Instant#toString()} writes it, at a fraction of its cost. */
    public static String text(Instant time) {
        String text = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC)
                .toString();
        return text.indexOf(':') == text.length() - 3
                ? text + ":00Z" // it leaves seconds out where they are 0
                : text + "Z";
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return context.reportInputMismatch(this, RULE);
        }
        String text = parser.getString();
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            return context.reportInputMismatch(this, RULE + ", not '%s'", text);
        }
    }

    /** Writes timestamps. */
    static final class Writer extends StdScalarSerializer<Instant> {
        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator generator, SerializationContext context) {
            generator.writeString(text(time));
        }
    }
}
