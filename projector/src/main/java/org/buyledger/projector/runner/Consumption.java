package org.buyledger.projector.runner;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.buyledger.events.Topics;
import org.buyledger.events.client.Connections;
import org.buyledger.migrations.Database;
import org.buyledger.projector.runner.Progress.Broker;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events and results topics and hands each partition's records to the {@link Batch}. The consumer group only
 * shares partitions out; where to read on is what the database says. One thread.
 */
public final class Consumption implements AutoCloseable {
    /** The consumer group. */
    public static final String GROUP = "buyledger-projector";

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** How long a partition rests before a record that failed is tried again. */
    private static final Duration REST = Duration.ofSeconds(5);
    /** How often broker and database are looked after, so that whoever asks is told that one is away. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Database database;
    private final Batch batch;
    private final Progress progress;
    /** Where each partition is projected to, as far as this instance knows. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private final Map<TopicPartition, Long> restingUntil = new HashMap<>();
    private long lookedAt = System.nanoTime() - LOOK.toNanos();

    public Consumption(Map<String, Object> kafka, Database database, Batch batch, Progress progress) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Every partition is sought by hand; an offset that is not there must be an error, not a jump.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.database = database;
        this.batch = batch;
        this.progress = progress;
    }

    /**
     * Works until told to stop.
     *
     * @throws DataAccessException when the database fails; whoever catches it starts anew
     */
    public void run(BooleanSupplier stopped) {
        consumer.subscribe(List.of(Topics.EVENTS, Topics.RESULTS), new Assignment());
        while (!stopped.getAsBoolean()) {
            wakeRested();
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                Long from = positions.get(partition);
                if (from != null) { // else revoked meanwhile
                    apply(partition, records.records(partition), from);
                }
            }
            measure();
            if (System.nanoTime() - lookedAt >= LOOK.toNanos()) {
                lookedAt = System.nanoTime();
                progress.broker(Connections.isAnyOpen(consumer.metrics()) ? Broker.CONNECTED : Broker.SILENT);
                database.readOnly(sql -> sql.execute("SELECT 1"));
            }
        }
    }

    /** Applies records that begin where the partition is projected to; does nothing once it is elsewhere, or stands still. */
    private void apply(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long from) {
        if (positions.getOrDefault(partition, -1L) != from || restingUntil.containsKey(partition)) {
            return;
        }
        long to = records.getLast().offset() + 1;
        long begin = System.nanoTime();
        try {
            batch.apply(partition, records, from, to);
            positions.put(partition, to);
            progress.applied(partition, records.size(), records.getLast().timestamp(), System.nanoTime() - begin);
            // Only for tools that watch consumer groups; what counts is in the database.
            consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(to)), null);
        } catch (Positions.Fenced e) {
            LOG.info("{}; looking again", e.getMessage());
            seek(partition);
        } catch (RuntimeException e) {
            if (e instanceof DataAccessException failure && !isAboutData(failure)) {
                throw failure;
            }
            if (records.size() == 1) {
                stop(partition, records.getFirst(), e);
                return;
            }
            // One of them cannot be applied. Those before it can, and are, however many were read together.
            int half = records.size() / 2;
            apply(partition, records.subList(0, half), from);
            apply(
                    partition,
                    records.subList(half, records.size()),
                    records.get(half - 1).offset() + 1);
        }
    }

    /** Whether PostgreSQL refused a value or a row (classes 22 and 23), which trying again does not mend. */
    private static boolean isAboutData(DataAccessException e) {
        return e.sqlState().startsWith("22") || e.sqlState().startsWith("23");
    }

    private void stop(TopicPartition partition, ConsumerRecord<?, ?> record, RuntimeException why) {
        String reason = "offset %d: %s".formatted(record.offset(), why.getMessage());
        LOG.error("{} stands still before {}; nothing after it is applied until that can be", partition, reason, why);
        rest(partition, reason);
        consumer.seek(partition, record.offset());
    }

    private void rest(TopicPartition partition, String reason) {
        progress.stopped(partition, reason);
        consumer.pause(List.of(partition));
        restingUntil.put(partition, System.nanoTime() + REST.toNanos());
    }

    private void wakeRested() {
        List<TopicPartition> rested = restingUntil.entrySet().stream()
                .filter(entry -> System.nanoTime() - entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        for (TopicPartition partition : rested) {
            restingUntil.remove(partition);
            consumer.resume(List.of(partition));
            seek(partition);
        }
    }

    /** Reads on from where the database says; stands still where that is not in the topic. */
    private void seek(TopicPartition partition) {
        long position = database.transaction(sql -> Positions.read(sql, partition));
        long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (position > end) {
            rest(
                    partition,
                    "the tables are at offset %d and the topic ends at %d: they belong to another Kafka"
                            .formatted(position, end));
            return;
        }
        if (position < first) {
            if (partition.topic().equals(Topics.EVENTS)) {
                rest(
                        partition,
                        "the tables are at offset %d and the topic begins at %d: events between are lost"
                                .formatted(position, first));
                return;
            }
            long behind = position;
            database.transaction(sql -> {
                Positions.advance(sql, partition, behind, first);
                return null;
            });
            position = first;
        }
        Long before = positions.put(partition, position);
        if (before == null || before != position) {
            progress.moved(partition);
        }
        consumer.seek(partition, position);
    }

    private void measure() {
        for (TopicPartition partition : positions.keySet()) {
            OptionalLong lag = consumer.currentLag(partition);
            lag.ifPresent(offsets -> progress.lag(partition, offsets));
        }
    }

    @Override
    public void close() {
        progress.broker(Broker.NOT_ASKED);
        consumer.close();
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(Consumption.this::seek);
            progress.state(Progress.CONSUMING);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> {
                positions.remove(partition);
                restingUntil.remove(partition);
                progress.revoked(partition);
            });
        }
    }
}
