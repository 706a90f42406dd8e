package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
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

    @Test
    void what_is_written_is_read_as_java_does() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000) * 1_000L);
            Instant some = random.nextBoolean() ? time : time.truncatedTo(ChronoUnit.MILLIS);
            assertThat(Timestamps.parse(some.toString())).as("seed %d", seed).isEqualTo(some);
            assertThat(Timestamps.exact(some.toString())).as("seed %d", seed).isEqualTo(some);
        }
        assertThat(Timestamps.exact("2026-12-01T00:00:00.123456789Z"))
                .isEqualTo(Instant.parse("2026-12-01T00:00:00.123456789Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-12-00T00:00:00Z",
                "2026-12-01T24:00:01Z",
                "2026-12-01T00:60:00Z",
                "2026-12-01T00:00:61Z",
                "2026-12-01T00:00:0xZ",
                "2026-12-01T00:00:00.12xZ",
                "2026-12-01 00:00:00.123Z",
                "0000-12-01T00:00:00Z",
                "2026-12-01T00:00:00.123",
                ""
            })
    void what_is_no_timestamp_is_refused(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
