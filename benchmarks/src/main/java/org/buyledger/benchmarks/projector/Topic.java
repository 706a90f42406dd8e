package org.buyledger.benchmarks.projector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.benchmarks.Clients;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;

/** The events topic: filled without command-service, and read without a database. */
final class Topic {
    private final Clients clients;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Topic(Clients clients) {
        this.clients = clients;
    }

    /** What hands over records, in order. */
    interface Source {
        void write(Consumer<ProducerRecord<byte[], byte[]>> to);
    }

    /** Appends records. */
    void fill(Source source) {
        try (KafkaProducer<byte[], byte[]> producer = clients.likeTheService(Map.of())) {
            source.write(record -> {
                events.incrementAndGet();
                bytes.addAndGet(record.value().length);
                var _ = producer.send(record);
            });
            producer.flush();
        }
    }

    /** How many records it was filled with. */
    long events() {
        return events.get();
    }

    /** The mean of the payloads' sizes. */
    long meanBytes() {
        return bytes.get() / events.get();
    }

    /** Reads and decodes all of it, in one thread; the limit of whoever polls. */
    Measured read() {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = Clients.partitions(consumer, Topics.EVENTS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long read = 0;
            long begin = System.nanoTime();
            while (read < events.get()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (EventCodec.decode(record).revision() > 0) {
                        read++;
                    }
                }
            }
            return new Measured(read, (System.nanoTime() - begin) / 1e9, 0, 0, 0);
        }
    }
}
