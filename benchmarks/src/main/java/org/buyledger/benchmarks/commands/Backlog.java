package org.buyledger.benchmarks.commands;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.benchmarks.Clients;
import org.jspecify.annotations.Nullable;

/**
 * Records that lie ready and that no reader of committed records sees before they are released, all of them at once: they
 * are sent in one transaction. Nothing but their reader works after that.
 */
final class Backlog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private volatile @Nullable Exception failure;

    Backlog(Clients clients) {
        producer = clients.producer(Map.of(
                "transactional.id",
                "benchmark-backlog",
                "transaction.timeout.ms",
                300_000,
                "linger.ms",
                20,
                "batch.size",
                256 * 1024));
        producer.initTransactions();
        producer.beginTransaction();
    }

    void add(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                ends.merge(
                        new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset() + 1, Math::max);
            } else {
                failure = exception;
            }
        });
    }

    /** Lets readers see them, and returns when that was, in nanoseconds. */
    long release() {
        producer.flush();
        Exception failed = failure;
        if (failed != null) {
            throw new IllegalStateException("the broker refuses the benchmark's commands", failed);
        }
        long released = System.nanoTime();
        producer.commitTransaction();
        return released;
    }

    /** Waits until a consumer group has committed that it has read all of them; returns when that was seen. */
    long awaitRead(Admin admin, String group) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long now = System.nanoTime();
            boolean all = ends.entrySet().stream().allMatch(end -> {
                var offset = offsets.get(end.getKey());
                return offset != null && offset.offset() >= end.getValue();
            });
            if (all) {
                return now;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new IllegalStateException(group + " has not read all within " + PATIENCE);
    }

    @Override
    public void close() {
        producer.close();
    }
}
