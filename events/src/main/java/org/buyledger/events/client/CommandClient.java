package org.buyledger.events.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.buyledger.events.CommandResult;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;

/** Sends one command at a time and awaits its result. Not for load: a producer and a consumer of your own are. */
public final class CommandClient implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> results;

    /**
     * Opens the client.
     *
     * @param kafka the settings of a Kafka client, {@code bootstrap.servers} among them
     */
    public CommandClient(Map<String, Object> kafka) {
        Map<String, Object> sending = new HashMap<>(kafka);
        sending.put(ProducerConfig.ACKS_CONFIG, "all");
        sending.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        sending.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD);
        producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
        Map<String, Object> reading = new HashMap<>(kafka);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        results = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Sends a command and waits for its result.
     *
     * @return empty when no result came in time: the command may still be accepted, and sending it again under the same id
     *     is safe
     */
    public synchronized Optional<CommandResult> send(CommandRecord command, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        byte[] key = EventCodec.utf8(command.tenant().value());
        int partitions = results.partitionsFor(Topics.RESULTS).size();
        TopicPartition partition = new TopicPartition(Topics.RESULTS, Partitions.of(key, partitions));
        results.assign(List.of(partition));
        results.seekToEnd(List.of(partition));
        results.position(partition);
        try {
            producer.send(command.toKafka()).get();
        } catch (ExecutionException e) {
            throw new KafkaUnreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachable(e);
        }
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : results.poll(Duration.ofMillis(100))) {
                if (command.id().equals(EventCodec.text(record.headers(), HeaderNames.CAUSATION_ID))
                        && Arrays.equals(key, record.key())) {
                    return Optional.of(Json.EVENTS.readValue(record.value(), CommandResult.class));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        results.close();
    }
}
