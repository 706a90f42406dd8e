package org.buyledger.events.contracts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.buyledger.events.Actor;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Sha256;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TenantId;

/**
 * A record of the events topic in a file: a line with the key, a line for each header, an empty line, and the bytes of the
 * value, which are the rest of the file.
 */
final class GoldenRecord {
    private static final byte[] END_OF_HEADERS = {'\n', '\n'};

    private GoldenRecord() {}

    static ConsumerRecord<byte[], byte[]> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // In Latin 1 a character's place is its byte's.
        int end = new String(bytes, StandardCharsets.ISO_8859_1)
                .indexOf(new String(END_OF_HEADERS, StandardCharsets.ISO_8859_1));
        String key = "";
        Headers headers = new RecordHeaders();
        for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n", -1)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("key")) {
                key = header[1];
            } else {
                headers.add(header[0], header[1].getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] value = java.util.Arrays.copyOfRange(bytes, end + END_OF_HEADERS.length, bytes.length);
        return new ConsumerRecord<>(
                Topics.EVENTS,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }

    /** Writes an event as command-service does. */
    static void write(Path file, Event event) throws IOException {
        byte[] value = EventCodec.payload(event);
        EventEnvelope unsigned = new EventEnvelope(
                "cmd-7.1",
                Event.TYPES.typeOf(event),
                new TenantId("golden"),
                event.subject(),
                7,
                2,
                Instant.parse("2026-12-01T10:00:00.123Z"),
                Actor.parse("user:ada"),
                "cmd-7",
                "job-42",
                Sha256.hex("the event before"),
                "");
        EventEnvelope envelope = unsigned.signed(new HashChain().hash(unsigned, value));
        StringBuilder head = new StringBuilder("key: golden\n");
        for (Header header : EventCodec.headers(envelope)) {
            head.append(header.key())
                    .append(": ")
                    .append(new String(header.value(), StandardCharsets.UTF_8))
                    .append('\n');
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(value);
        Files.write(file, bytes.toByteArray());
    }
}
