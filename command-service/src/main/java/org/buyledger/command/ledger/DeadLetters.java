package org.buyledger.command.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.events.Failure;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Topics;
import org.jspecify.annotations.Nullable;

/** Keeps what could not be decided: the record as it came, and in headers why and from where. The token is left out. */
final class DeadLetters {
    /** What follows the name of the attribute, or the word that every token begins with. */
    private static final Pattern TOKENS = Pattern.compile(
            "((?:authorization[\\\\\"']*\\s*[:=]\\s*[\\\\\"']*(?:bearer\\s+)?|bearer\\s+))[^\\s\\\\\"',}]+",
            Pattern.CASE_INSENSITIVE);

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
        byte[] bytes = value == null ? new byte[0] : withoutTokens(value);
        return new Outgoing(Topics.DEAD_LETTERS, key, bytes, kept, now.toEpochMilli());
    }

    /** A CloudEvent that could not be read may have its sender's token in the middle of it. */
    private static byte[] withoutTokens(byte[] value) {
        // In Latin 1 every byte is a character and comes back as it was.
        Matcher tokens = TOKENS.matcher(new String(value, StandardCharsets.ISO_8859_1));
        return tokens.find() ? tokens.replaceAll("$1[removed]").getBytes(StandardCharsets.ISO_8859_1) : value;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
