package org.buyledger.projector.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.buyledger.events.Topics;
import org.buyledger.events.client.Partitions;
import org.jspecify.annotations.Nullable;

/** What is committed in the events topic, read from where one likes up to where one likes, of all tenants or of one. */
public final class EventLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** How long nothing may come while something is due. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final byte @Nullable [] key;
    private final int partitions;

    /** Takes what is read. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Some records of one partition, in order; none where what was read are other tenants'.
         *
         * @param next the offset up to which the partition is read now
         */
        void read(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next);
    }

    /** Called as offsets are read, with how many are read and how many there are to read. */
    @FunctionalInterface
    public interface Watcher {
        void read(long offsets, long of);
    }

    /**
     * Connects.
     *
     * @param kafka how, as {@code Settings.kafka()} returns it
     * @param tenant whose events are read; null for all
     * @throws KafkaException when no broker answers within 15 seconds
     */
    public EventLog(Map<String, Object> kafka, @Nullable String tenant) {
        this(consumer(kafka), tenant);
    }

    EventLog(Consumer<byte[], byte[]> consumer, @Nullable String tenant) {
        this.consumer = consumer;
        key = tenant == null ? null : tenant.getBytes(StandardCharsets.UTF_8);
        partitions = consumer.partitionsFor(Topics.EVENTS).size();
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** How many partitions the topic has; 0 where there is no such topic. */
    public int partitions() {
        return partitions;
    }

    /** The partitions that are read: all, or the tenant's. */
    public List<TopicPartition> read() {
        return consumer.partitionsFor(Topics.EVENTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .filter(partition -> key == null || partition.partition() == Partitions.of(key, partitions))
                .toList();
    }

    /** The offsets of the first records. */
    public Map<TopicPartition, Long> begins() {
        return consumer.beginningOffsets(read());
    }

    /** The offsets after all that is committed. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(read());
    }

    /**
     * Reads.
     *
     * @param from the first offset of each partition
     * @param to the offset before which each ends, not beyond {@link #ends}
     * @throws KafkaException when no broker answers, or nothing comes for 30 seconds
     */
    public void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, Reader reader) {
        List<TopicPartition> due = due(from, to);
        consumer.assign(due);
        due.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
        Map<TopicPartition, Long> at = new HashMap<>(from);
        long heard = System.nanoTime();
        while (!due.isEmpty()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            due.forEach(partition -> at.put(partition, consumer.position(partition)));
            for (TopicPartition partition : records.partitions()) {
                long end = to.getOrDefault(partition, 0L);
                List<ConsumerRecord<byte[], byte[]>> wanted = records.records(partition).stream()
                        .filter(record -> record.offset() < end && (key == null || Arrays.equals(key, record.key())))
                        .toList();
                reader.read(partition, wanted, Math.min(at.getOrDefault(partition, end), end));
            }
            List<TopicPartition> left = due(at, to);
            if (left.size() < due.size()) {
                consumer.assign(left);
            }
            due = left;
            heard = records.isEmpty() ? heard : System.nanoTime();
            if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new KafkaException("nothing of %s came for %d seconds".formatted(due, PATIENCE.toSeconds()));
            }
        }
    }

    /** Reads everything that is committed by now. */
    public void readAll(Reader reader, Watcher watcher) {
        Map<TopicPartition, Long> from = begins();
        Map<TopicPartition, Long> to = ends();
        Map<TopicPartition, Long> at = new HashMap<>(from);
        read(from, to, (partition, records, next) -> {
            reader.read(partition, records, next);
            at.put(partition, next);
            watcher.read(distance(from, at), distance(from, to));
        });
    }

    /** How many offsets there are between two positions. */
    static long distance(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        return to.entrySet().stream()
                .mapToLong(entry -> entry.getValue() - from.getOrDefault(entry.getKey(), 0L))
                .sum();
    }

    private static List<TopicPartition> due(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        return to.entrySet().stream()
                .filter(entry -> from.getOrDefault(entry.getKey(), 0L) < entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
