package org.buyledger.benchmarks.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.buyledger.benchmarks.Clients;

/**
 * Records that command-service really wrote to a topic, to be written again in as many.
 *
 * @param topic where they were
 * @param perCommand how many there were for each command
 * @param records some of them
 */
record Template(String topic, double perCommand, List<ConsumerRecord<byte[], byte[]>> records) {
    private static final int RECORDS = 5_000;

    /** The topic's last records. */
    static Template of(Clients clients, String topic, double perCommand) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = Clients.partitions(consumer, topic);
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - RECORDS / partitions.size())));
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return new Template(topic, perCommand, records);
    }

    /** The n-th record, for another topic; they come round again. */
    ProducerRecord<byte[], byte[]> copy(long n, String to, int partition) {
        ConsumerRecord<byte[], byte[]> record = records.get((int) (n % records.size()));
        return new ProducerRecord<>(to, partition, null, record.key(), record.value(), record.headers());
    }

    /** The bytes of keys, values and headers that there were for each command, before they are compressed. */
    double bytesPerCommand() {
        return perCommand * records.stream().mapToInt(Template::size).average().orElse(0);
    }

    private static int size(ConsumerRecord<byte[], byte[]> record) {
        int size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }
}
