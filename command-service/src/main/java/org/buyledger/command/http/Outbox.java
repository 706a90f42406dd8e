package org.buyledger.command.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.buyledger.events.Topics;

/** Puts commands on the topic. */
final class Outbox implements AutoCloseable {
    /** A caller waits for it. */
    private static final int PATIENCE_MS = 5_000;

    private final Producer<byte[], byte[]> producer;

    /** Whether the brokers have it. */
    sealed interface Sent {
        record Kept() implements Sent {}

        /** Nobody knows: it may be on the topic, or come there yet. */
        record Uncertain(String reason) implements Sent {}
    }

    Outbox(Map<String, Object> kafka) {
        this(producer(kafka));
    }

    Outbox(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Waits until all in-sync replicas have it, 10 s at most. */
    Sent send(byte[] key, byte[] value, Headers headers) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, null, key, value, headers))
                    .get();
            return new Sent.Kept();
        } catch (ExecutionException e) {
            return new Sent.Uncertain(String.valueOf(e.getCause()));
        } catch (KafkaException e) {
            return new Sent.Uncertain(e.toString());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
