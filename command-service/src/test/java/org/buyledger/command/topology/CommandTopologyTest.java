package org.buyledger.command.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Sha256;
import org.buyledger.events.Topics;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.EventCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTopologyTest {
    private static final byte[] ACME = "acme".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> commands;
    private TestOutputTopic<byte[], byte[]> events;
    private TestOutputTopic<byte[], byte[]> results;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(CommandTopology.build(Sha256.hex("root"), 1, metrics), config, Scenario.NOW);
        commands = driver.createInputTopic(Topics.COMMANDS, new ByteArraySerializer(), new ByteArraySerializer());
        events = driver.createOutputTopic(Topics.EVENTS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        results = driver.createOutputTopic(Topics.RESULTS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private CommandResult send(String token, String id, String type, String payload) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        headers.add("ce_type", (WireTypes.PREFIX + type + ".v1").getBytes(StandardCharsets.UTF_8));
        headers.add("authorization", ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
        commands.pipeInput(new TestRecord<>(
                ACME, payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8), headers, Scenario.NOW));
        return Json.EVENTS.readValue(results.readValue(), CommandResult.class);
    }

    private CommandResult register() {
        return send(
                "root",
                "r-1",
                "register_tenant",
                "{'name': 'Acme', 'admin': {'user_id': 'ada', 'email': 'ada@acme.example', 'name': 'Ada', 'token_sha256': '%s'}}"
                        .formatted(Sha256.hex("admin")));
    }

    @Test
    void a_command_becomes_events_and_one_result_under_the_tenant_s_key() {
        assertThat(register().outcome()).isEqualTo(Outcome.ACCEPTED);

        List<TestRecord<byte[], byte[]>> written = events.readRecordsToList();
        assertThat(written)
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.key()).isEqualTo(ACME));
        assertThat(EventCodec.text(written.getFirst().headers(), HeaderNames.TYPE))
                .isEqualTo("org.buyledger.tenant.registered.v1");
        assertThat(EventCodec.text(written.getLast().headers(), HeaderNames.SEQUENCE))
                .isEqualTo("0000000000000000002");
    }

    @Test
    void what_was_decided_is_in_the_store_and_its_changelog() {
        register();

        assertThat(send("admin", "u-1", "update_tenant", "{'name': 'Acme Media'}")
                        .position())
                .isEqualTo(3);
        assertThat(send("admin", "u-1", "update_tenant", "{'name': 'Acme Media'}")
                        .outcome())
                .isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void time_passes_by_the_wall_clock() {
        register();
        events.readRecordsToList();
        driver.advanceWallClockTime(Duration.ofDays(400));

        assertThat(events.isEmpty()).as("nothing is due").isTrue();
        assertThat(send("admin", "u-1", "update_tenant", "{'name': 'Later'}").outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(events.readRecord().getRecordTime()).isEqualTo(Scenario.NOW.plus(Duration.ofDays(400)));
    }

    @Test
    void commands_are_counted_by_type_and_outcome_and_made_up_types_share_one_label() {
        register();
        send("admin", "x-1", "no_such_type", "{}");

        assertThat(metrics.get("buyledger.commands")
                        .tag("type", "register_tenant.v1")
                        .tag("outcome", "accepted")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(metrics.get("buyledger.commands")
                        .tag("type", "other")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(metrics.get("buyledger.command.decision").timer().count()).isEqualTo(2);
    }
}
