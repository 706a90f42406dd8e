package org.buyledger.command.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of commands that were sent from here. However many wait, one thread reads the topic of results for all of
 * them, from its end on; while nobody waits it reads nothing.
 */
final class Replies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** The next command of the same sender need not wait for another look at where the topic ends. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final Opening opening;
    private final Thread reader = new Thread(this::work, "replies");
    private final Map<String, Expected> expected = new HashMap<>();
    /** Done while the reader stands behind the end that the topic had when the first of those who wait came. */
    private CompletableFuture<Void> reading = new CompletableFuture<>();

    private boolean closed;

    /** Opens a consumer. */
    interface Opening {
        Consumer<byte[], byte[]> open();
    }

    /** A result that somebody waits for; closed when nobody does any more. */
    final class Expected implements AutoCloseable {
        private final String replyId;
        private final CompletableFuture<byte[]> value = new CompletableFuture<>();

        private Expected(String replyId) {
            this.replyId = replyId;
        }

        /** The value of the result's record; empty when it did not come in time. */
        Optional<byte[]> await(Duration most) throws InterruptedException {
            return Replies.await(value, most);
        }

        @Override
        public void close() {
            forget(replyId);
        }
    }

    Replies(Map<String, Object> kafka) {
        this(() -> consumer(kafka));
    }

    Replies(Opening opening) {
        this.opening = opening;
        reader.setDaemon(true);
        reader.start();
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * To be called before the command is sent. It returns when no result of that command can be missed any more, or when
     * that took too long; whoever asks then in vain has to look elsewhere.
     */
    Expected expect(String replyId, Duration most) throws InterruptedException {
        Expected one = new Expected(replyId);
        CompletableFuture<Void> ready;
        synchronized (this) {
            expected.put(replyId, one);
            ready = reading;
            notifyAll();
        }
        await(ready, most);
        return one;
    }

    private static <T> Optional<T> await(CompletableFuture<T> future, Duration most) throws InterruptedException {
        try {
            return Optional.ofNullable(future.get(most.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void forget(String replyId) {
        expected.remove(replyId);
    }

    private void work() {
        try {
            while (isWanted()) {
                try (Consumer<byte[], byte[]> consumer = opening.open()) {
                    read(consumer);
                } catch (KafkaException e) {
                    LOG.warn(
                            "Results cannot be read, so whoever waits for one is told to look later: {}",
                            e.getMessage());
                    Thread.sleep(PAUSE);
                } finally {
                    stopped();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until somebody waits; false when there is no more waiting. */
    private synchronized boolean isWanted() throws InterruptedException {
        while (expected.isEmpty() && !closed) {
            wait();
        }
        return !closed;
    }

    private synchronized void stopped() {
        reading = new CompletableFuture<>();
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(Topics.RESULTS)) {
            partitions.add(new TopicPartition(partition.topic(), partition.partition()));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // only now it is known where that is
        started();
        long wantedAt = System.nanoTime();
        while (true) {
            for (ConsumerRecord<byte[], byte[]> result : consumer.poll(POLL)) {
                deliver(EventCodec.text(result.headers(), HeaderNames.REPLY_ID), result.value());
            }
            if (isAnyWaiting()) {
                wantedAt = System.nanoTime();
            } else if (isOver(System.nanoTime() - wantedAt > LINGER.toNanos())) {
                return;
            }
        }
    }

    private synchronized void started() {
        reading.complete(null);
    }

    private synchronized void deliver(@Nullable String replyId, byte[] value) {
        Expected one = expected.get(replyId);
        if (one != null) {
            one.value.complete(value);
        }
    }

    private synchronized boolean isAnyWaiting() {
        return !expected.isEmpty() && !closed;
    }

    /** Decided under the lock, so that whoever comes now either finds the reader at work or has it begin anew. */
    private synchronized boolean isOver(boolean lingered) {
        if (closed || (lingered && expected.isEmpty())) {
            reading = new CompletableFuture<>();
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
