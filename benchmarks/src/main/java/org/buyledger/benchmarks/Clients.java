package org.buyledger.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Opens Kafka clients.
 *
 * @param bootstrap the broker's address
 */
public record Clients(String bootstrap) {

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** A producer that sends at once, as a buyer's service does that sends one command at a time. */
    public KafkaProducer<byte[], byte[]> prompt() {
        return producer(Map.of("linger.ms", 0));
    }

    /** A producer set as that of command-service. */
    public KafkaProducer<byte[], byte[]> likeTheService(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("compression.type", "none");
        config.put("linger.ms", 5);
        config.put("batch.size", 256 * 1024);
        config.put("retry.backoff.ms", 2);
        return producer(config);
    }

    /** A producer; what is acknowledged is never lost. */
    public KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", bootstrap);
        config.put("acks", "all");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer of what is committed, without partitions yet. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        return consumer(Map.of());
    }

    /** The same, to commit offsets as a group of that name. */
    public KafkaConsumer<byte[], byte[]> consumer(String group) {
        return consumer(Map.of("group.id", group));
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", bootstrap);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", 5_000);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
