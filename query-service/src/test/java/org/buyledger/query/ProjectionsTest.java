package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How far the tables are, as the projector told it. */
class ProjectionsTest extends ServiceTest {
    private static final String URSULA = token("acme", "ursula");
    private static final String EVENTS = "mediabuy.events.v1";

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.user("acme", "ursula", UserRole.viewer);
        fixture.principal("acme", "nova");
        fixture.position("acme", 1);
    }

    @BeforeEach
    void empty() {
        fixture.sql("TRUNCATE projection_positions, projection_status, rebuilds");
    }

    private void partition(String topic, int partition, long next) {
        fixture.sql(
                "INSERT INTO projection_positions (topic, partition, next_offset, updated_at) VALUES ('%s', %d, %d, now())"
                        .formatted(topic, partition, next));
    }

    private void told(String topic, int partition, long end, String newestAgo, String lookedAgo, String stopped) {
        fixture.sql(
                "INSERT INTO projection_status VALUES ('%s', %d, %d, now() - interval '%s', 12.34, %s, now() - interval '%s')"
                        .formatted(
                                topic,
                                partition,
                                end,
                                newestAgo,
                                stopped.isEmpty() ? "NULL" : "'" + stopped + "'",
                                lookedAgo));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 1 hour, 1 second, '', live, 0, 0",
        "10, 14, 90 seconds, 1 second, '', behind, 4, 90",
        "10, 14, 90 seconds, 1 second, bad record, stopped, 4, 90",
        "10, 10, 1 hour, 30 seconds, '', unattended, 0, 30",
        "10, 14, 90 seconds, 30 seconds, '', unattended, 4, 90",
        // the position has been moved since the projector looked
        "15, 14, 90 seconds, 1 second, '', live, 0, 0"
    })
    void a_partition_is_as_far_as_the_projector_told(
            long next,
            long end,
            String newest,
            String looked,
            String stopped,
            String state,
            long offsets,
            long seconds) {
        partition(EVENTS, 0, next);
        told(EVENTS, 0, end, newest, looked, stopped);

        JsonNode one =
                client.get(URSULA, "/v1/projections").json().get("projections").get(0);

        assertThat(one.get("topic").stringValue()).isEqualTo(EVENTS);
        assertThat(one.get("next_offset").longValue()).isEqualTo(next);
        assertThat(one.get("end_offset").longValue()).isEqualTo(end);
        assertThat(one.get("state").stringValue()).isEqualTo(state);
        assertThat(one.get("lag_offsets").longValue()).isEqualTo(offsets);
        assertThat(one.get("lag_seconds").longValue()).isBetween(seconds, seconds + 1);
        assertThat(one.get("records_per_second").toString()).isEqualTo("12.3");
        assertThat(one.path("stopped_because").asString("")).isEqualTo(stopped);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(Long.parseLong(
                                client.get(URSULA, "/v1/media-buys").header("Buyledger-Lag")))
                        .isBetween(seconds, seconds + 5));
    }

    @Test
    void what_no_projector_told_is_not_known() {
        partition(EVENTS, 0, 10);

        JsonNode one =
                client.get(URSULA, "/v1/projections").json().get("projections").get(0);

        assertThat(one.get("state").stringValue()).isEqualTo("unattended");
        assertThat(one.has("lag_seconds")).isFalse();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> client.get(URSULA, "/v1/media-buys")
                        .header("Buyledger-Lag")
                        .isEmpty());
    }

    @Test
    void who_asks_for_more_than_there_is_is_told_how_far_it_is_and_how_late() {
        partition(EVENTS, 0, 10);
        told(EVENTS, 0, 14, "90 seconds", "1 second", "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> client.get(URSULA, "/v1/media-buys")
                        .header("Buyledger-Lag")
                        .startsWith("9"));

        Client.Reply late = client.get(URSULA, "/v1/media-buys", Map.of("Buyledger-Min-Position", "2"));

        assertThat(late.status()).isEqualTo(503);
        assertThat(late.header("Buyledger-Position")).isEqualTo("1");
        assertThat(late.header("Buyledger-Lag")).startsWith("9");
    }

    @ParameterizedTest
    @CsvSource({
        "running, filling, 30, 1 second, running, 60",
        "running, filling, 0, 1 second, running, -1",
        "running, filling, 30, 1 minute, killed, -1",
        "done, finishing, 90, 1 minute, done, -1",
        "failed, comparing, 90, 1 minute, failed, -1"
    })
    void the_newest_rebuild_is_shown(
            String state, String phase, long done, String ago, String shown, long secondsLeft) {
        fixture.sql("""
                INSERT INTO rebuilds SELECT gen_random_uuid(), '{media_buys}'::text[], '%s'::rebuild_state, '%s', %d, 90, 'me', now() - interval '%s' - age,
                    now() - interval '%s', CASE WHEN '%s' <> 'running' THEN now() END
                FROM (VALUES (interval '30 seconds')) a (age)""".formatted(state, phase, done, ago, ago, state));

        JsonNode rebuild = client.get(ROOT, "/v1/projections").json().get("rebuild");

        assertThat(rebuild.get("state").stringValue()).isEqualTo(shown);
        assertThat(rebuild.get("phase").stringValue()).isEqualTo(phase);
        assertThat(rebuild.get("progress").doubleValue()).isEqualTo(Math.floor(done * 1000 / 90.0) / 1000);
        assertThat(rebuild.path("seconds_left").asLong(-1)).isEqualTo(secondsLeft);
    }

    @Test
    void the_schema_is_where_it_is() {
        JsonNode schema = client.get(ROOT, "/v1/projections").json().get("schema");

        assertThat(schema.get("revision").stringValue()).matches("[0-9a-f]{12}");
        assertThat(schema.get("missing")).isEmpty();
    }

    @Test
    void it_is_not_for_buyers() {
        assertThat(client.get(token("acme", "nova"), "/v1/projections").status())
                .isEqualTo(403);
    }
}
