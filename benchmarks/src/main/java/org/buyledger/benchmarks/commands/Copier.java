package org.buyledger.benchmarks.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.benchmarks.Clients;

/**
 * Does all that command-service does with Kafka and nothing else: reads commands and writes as many records of the same
 * sizes, in transactions of the same length, on as many threads. Has no store, and decides nothing.
 */
final class Copier implements AutoCloseable {
    static final String GROUP = "benchmark-copier";

    /** The stream threads of command-service, where nobody sets another number. */
    private static final int THREADS = 2;
    /** Its interval of commits under load. */
    private static final long COMMIT_NANOS = Duration.ofMillis(100).toNanos();

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    Copier(Clients clients, String topic, int partitions, List<Template> templates) {
        for (int i = 0; i < THREADS; i++) {
            List<TopicPartition> mine = new ArrayList<>();
            for (int partition = i; partition < partitions; partition += THREADS) {
                mine.add(new TopicPartition(topic, partition));
            }
            String id = "benchmark-copier-" + i;
            threads.execute(() -> work(clients, id, mine, templates));
        }
    }

    private void work(Clients clients, String id, List<TopicPartition> partitions, List<Template> templates) {
        double[] owed = new double[templates.size()];
        long written = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(GROUP);
                KafkaProducer<byte[], byte[]> producer = clients.likeTheService(Map.of("transactional.id", id))) {
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            producer.initTransactions();
            Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
            long committed = System.nanoTime();
            while (!stopped.get()) {
                for (ConsumerRecord<byte[], byte[]> command : consumer.poll(Duration.ofMillis(5))) {
                    if (read.isEmpty()) {
                        producer.beginTransaction();
                    }
                    for (int t = 0; t < owed.length; t++) {
                        Template template = templates.get(t);
                        for (owed[t] += template.perCommand(); owed[t] >= 1; owed[t]--) {
                            var _ = producer.send(
                                    template.copy(written++, BrokerLimit.copyOf(template), command.partition()));
                        }
                    }
                    read.put(
                            new TopicPartition(command.topic(), command.partition()),
                            new OffsetAndMetadata(command.offset() + 1));
                }
                if (!read.isEmpty() && System.nanoTime() - committed >= COMMIT_NANOS) {
                    producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
                    producer.commitTransaction();
                    read.clear();
                    committed = System.nanoTime();
                }
            }
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.close();
    }
}
