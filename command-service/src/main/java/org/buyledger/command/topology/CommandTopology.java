package org.buyledger.command.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;
import org.buyledger.events.Topics;
import org.buyledger.events.client.Partitions;

/** Commands in; events, results, dead letters, and commands that belong elsewhere, out; one store. */
public final class CommandTopology {
    /** The store; its changelog topic is named after it. What is in it outlives versions: see {@code Keys}. */
    public static final String STORE = "ledger";

    private static final String SOURCE = "commands-in";
    private static final String DECIDE = "decide";

    private CommandTopology() {}

    /**
     * Builds it.
     *
     * @param rootTokenSha256 the hash of the token that registers tenants
     * @param partitions how many partitions every one of the topics has
     */
    public static Topology build(String rootTokenSha256, int partitions, MeterRegistry registry) {
        CommitPacer pacer = new CommitPacer();
        CommandMetrics metrics = new CommandMetrics(registry);
        ByteArraySerializer bytes = new ByteArraySerializer();
        StreamPartitioner<byte[], byte[]> byKey =
                (topic, key, value, count) -> Optional.of(Set.of(Partitions.of(key, count)));
        return new Topology()
                .addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.COMMANDS)
                .addProcessor(DECIDE, () -> new CommandProcessor(rootTokenSha256, partitions, pacer, metrics), SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                                // Almost every write is of a key of its own, so a cache would save nothing.
                                .withCachingDisabled()
                                .withLoggingEnabled(
                                        Map.of("max.message.bytes", Integer.toString(Topics.LARGEST_RECORD))),
                        DECIDE)
                .addSink(Topics.EVENTS, Topics.EVENTS, bytes, bytes, DECIDE)
                .addSink(Topics.RESULTS, Topics.RESULTS, bytes, bytes, DECIDE)
                .addSink(Topics.DEAD_LETTERS, Topics.DEAD_LETTERS, bytes, bytes, DECIDE)
                .addSink(Topics.COMMANDS, Topics.COMMANDS, bytes, bytes, byKey, DECIDE);
    }
}
