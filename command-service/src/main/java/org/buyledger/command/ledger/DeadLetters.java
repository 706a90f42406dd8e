package org.buyledger.command.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.events.Failure;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Topics;
import org.jspecify.annotations.Nullable;

/** Keeps what could not be decided: the record as it came, and in headers why and from where. The token is left out. */
final class DeadLetters {
    private static final String CODE = "error_code";
    private static final String MESSAGE = "error_message";
    private static final String PLACE = "error_source";
    private static final String TIME = "error_time";

    private DeadLetters() {}

    static Outgoing record(
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            String place,
            Failure failure,
            Instant now) {
        RecordHeaders kept = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().equalsIgnoreCase(HeaderNames.AUTHORIZATION)) {
                kept.add(header);
            }
        }
        add(kept, CODE, failure.code().name());
        add(kept, MESSAGE, failure.message());
        add(kept, PLACE, place);
        add(kept, TIME, now.toString());
        return new Outgoing(Topics.DEAD_LETTERS, key, value == null ? new byte[0] : value, kept, now.toEpochMilli());
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
