package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-01T00:00:00Z",
                "2026-12-01T00:00:01Z",
                "2026-12-01T10:20:00.100Z",
                "2026-12-01T10:20:30.123456Z",
                "2026-12-01T10:20:30.123456789Z",
                "1969-12-31T23:59:59.999Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void a_timestamp_is_written_as_it_always_was(String text) {
        assertThat(Timestamps.text(Instant.parse(text))).isEqualTo(text);
        assertThat(Json.EVENTS.writeValueAsString(Instant.parse(text))).isEqualTo('"' + text + '"');
    }

    @Test
    void every_minute_and_second_and_millisecond_is_written_as_java_does() {
        for (long millis = 0; millis < 3 * 86_400_000L; millis += 997) {
            Instant time = Instant.ofEpochMilli(1_790_000_000_000L + millis);
            assertThat(Timestamps.text(time)).isEqualTo(time.toString());
        }
    }
}
