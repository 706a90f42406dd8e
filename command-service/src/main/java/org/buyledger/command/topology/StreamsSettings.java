package org.buyledger.command.topology;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.buyledger.events.Topics;
import org.buyledger.operations.BadSetting;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;

/** How Kafka Streams is set for deciding commands; the reasons are in docs/decisions. */
public final class StreamsSettings {
    /** The application id: the consumer group, and what internal topics and transactional ids begin with. */
    public static final String APPLICATION = "buyledger-command-service";

    private StreamsSettings() {}

    public static Properties of(Settings settings) {
        Path stateDir = Path.of(settings.text(Setting.STATE_DIR)).toAbsolutePath();
        Properties p = new Properties();
        p.putAll(settings.kafka());
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.number(Setting.THREADS, 1, 64));
        p.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Under load many commands share a commit; CommitPacer asks for earlier ones where nobody else waits.
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        p.put(StreamsConfig.POLL_MS_CONFIG, 5);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, LedgerRocksDb.class);
        p.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");

        p.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A process that is killed and started again takes its partitions back at once, without waiting for its own
        // session to expire: the same instance, by an id that is kept beside its state.
        p.put(consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId(stateDir));
        p.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        p.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);

        p.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        // A transaction that begins while the one before is being completed is told to come again. That takes a few
        // milliseconds, and Kafka's default of 100 would be what every other command waits.
        p.put(producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2);
        // Whether records are compressed is each topic's to say; see Topics.
        p.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
        // A commit sends all that waits, so nothing waits longer for this; batches are larger, and dearer each.
        p.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        p.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 * 1024);
        p.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.LARGEST_RECORD);
        return p;
    }

    private static String instanceId(Path stateDir) {
        Path file = stateDir.resolve("instance.id");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(stateDir);
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BadSetting(
                    "%s names %s, which cannot be written: %s.".formatted(Setting.STATE_DIR.variable(), stateDir, e));
        }
    }
}
