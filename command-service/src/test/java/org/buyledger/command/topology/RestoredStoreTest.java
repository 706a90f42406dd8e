package org.buyledger.command.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Json;
import org.buyledger.events.Sha256;
import org.buyledger.events.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition that was restored from the changelog of a version with fewer indexes. */
class RestoredStoreTest {
    private static final String CHANGELOG = "restored-" + CommandTopology.STORE + "-changelog";

    @TempDir
    Path stateDir;

    /** A store that holds entries once it is opened, as after its restoration; none of them goes to the changelog again. */
    private record Restored(Map<String, byte[]> entries) implements KeyValueBytesStoreSupplier {
        @Override
        public String name() {
            return CommandTopology.STORE;
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new InMemoryKeyValueStore(name()) {
                @Override
                public void init(StateStoreContext context, StateStore root) {
                    super.init(context, root);
                    entries.forEach((key, value) -> put(Bytes.wrap(utf8(key)), value));
                }
            };
        }

        @Override
        public String metricsScope() {
            return "in-memory";
        }
    }

    private TopologyTestDriver start(Map<String, byte[]> entries) {
        CommandMetrics metrics = new CommandMetrics(new SimpleMeterRegistry());
        ByteArraySerializer bytes = new ByteArraySerializer();
        Topology topology = new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.COMMANDS)
                .addProcessor(
                        "decide", () -> new CommandProcessor(Sha256.hex("root"), 1, new CommitPacer(), metrics), "in")
                .addStateStore(
                        Stores.keyValueStoreBuilder(new Restored(entries), Serdes.Bytes(), Serdes.ByteArray())
                                .withCachingDisabled()
                                .withLoggingEnabled(Map.of()),
                        "decide");
        for (String topic : new String[] {Topics.EVENTS, Topics.RESULTS}) {
            topology.addSink(topic, topic, bytes, bytes, "decide");
        }
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "restored");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        return new TopologyTestDriver(topology, config, Scenario.NOW);
    }

    private static CommandResult removeUsd(TopologyTestDriver driver) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", utf8("remove-1"));
        headers.add("ce_type", utf8("org.buyledger.remove_currency_limit.v1"));
        headers.add("authorization", utf8("Bearer admin"));
        driver.createInputTopic(Topics.COMMANDS, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(utf8("acme"), utf8("{\"currency\": \"USD\"}"), headers, Scenario.NOW));
        return Json.EVENTS.readValue(
                driver.createOutputTopic(Topics.RESULTS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readValue(),
                CommandResult.class);
    }

    /** What was written to the changelog since it was last asked. */
    private static Map<String, byte[]> changes(TopologyTestDriver driver) {
        TestOutputTopic<byte[], byte[]> changelog =
                driver.createOutputTopic(CHANGELOG, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Map<String, byte[]> changes = new TreeMap<>();
        changelog
                .readRecordsToList()
                .forEach(record -> changes.put(new String(record.key(), StandardCharsets.UTF_8), record.value()));
        return changes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The store of a version that had no version of its indexes, and not the one of what is in use. */
    private static Map<String, byte[]> older() {
        Map<String, byte[]> older = new TreeMap<>(Scenario.acme().store().entries());
        older.keySet().removeIf(key -> key.equals("indexes") || key.startsWith("index\0DEPENDENTS"));
        return older;
    }

    @Test
    void the_first_command_finds_the_indexes_complete() {
        try (TopologyTestDriver driver = start(older())) {
            CommandResult result = removeUsd(driver);

            assertThat(result.error())
                    .isNotNull()
                    .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_STATE));
        }
    }

    @Test
    void time_completes_them_where_no_command_comes() {
        try (TopologyTestDriver driver = start(older())) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));

            assertThat(changes(driver)).containsKey("indexes");
        }
    }

    @Test
    void what_is_added_is_in_the_changelog_and_added_once() {
        Map<String, byte[]> entries = older();
        try (TopologyTestDriver driver = start(entries)) {
            removeUsd(driver);
            Map<String, byte[]> added = changes(driver);
            assertThat(added)
                    .containsKeys(
                            "indexes",
                            "index\0DEPENDENTS\0acme\0currency_limit/USD\0pricing_option/home/cpm",
                            "index\0DEPENDENTS\0acme\0currency_limit/USD\0pricing_option/video/auction");
            entries.putAll(added);

            driver.advanceWallClockTime(Duration.ofSeconds(1));
            assertThat(changes(driver)).isEmpty();
        }
        try (TopologyTestDriver again = start(entries)) {
            again.advanceWallClockTime(Duration.ofSeconds(1));

            assertThat(changes(again)).isEmpty();
        }
    }
}
