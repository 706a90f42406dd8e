package org.buyledger.projector.rebuild;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.buyledger.events.Topics;

/** Reading the events topic by hand: no group, no jump to where records are. */
public final class EventsTopic {
    static final Duration POLL = Duration.ofMillis(100);

    private EventsTopic() {}

    /** Makes consumers with which partitions are read from any offset.
     *
     * @param kafka what clients are configured with
     */
    public static Supplier<Consumer<byte[], byte[]>> of(Map<String, Object> kafka) {
        return () -> consumer(kafka);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(Topics.EVENTS, number);
    }

    static List<TopicPartition> partitions(Collection<Integer> numbers) {
        return numbers.stream().map(EventsTopic::partition).toList();
    }

    /**
     * What is in it, by partition.
     *
     * @param begins the first offsets
     * @param ends the offsets after the last committed record
     */
    record Extent(Map<Integer, Long> begins, Map<Integer, Long> ends) {
        long total() {
            return ends.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    static Extent extent(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                .map(info -> partition(info.partition()))
                .toList();
        return new Extent(byNumber(consumer.beginningOffsets(partitions)), byNumber(consumer.endOffsets(partitions)));
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byNumber = new TreeMap<>();
        offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
    }
}
