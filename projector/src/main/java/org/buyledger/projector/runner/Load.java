package org.buyledger.projector.runner;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records that are applied together, and what they say: read by a worker that has time, or by whoever needs it first. Safe for
 * use by many threads.
 */
final class Load {
    private final TopicPartition partition;
    private final Batch batch;
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private Batch.@Nullable Content content;
    private @Nullable RuntimeException failure;
    /** Nobody needs what they say any more. */
    private boolean isTaken;

    /** @param records one at least */
    Load(TopicPartition partition, Batch batch, List<ConsumerRecord<byte[], byte[]>> records) {
        this.partition = partition;
        this.batch = batch;
        this.records = records;
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** The offset of the first. */
    long from() {
        return records.getFirst().offset();
    }

    /** The offset after them. */
    long to() {
        return records.getLast().offset() + 1;
    }

    /** Reads them, unless that was done. */
    synchronized void read() {
        if (content == null && failure == null && !isTaken) {
            try {
                content = batch.read(partition, records);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    /**
     * What they say, for the one who applies them.
     *
     * @throws RuntimeException when they cannot be read
     */
    synchronized Batch.Content content() {
        read();
        if (failure != null) {
            throw failure;
        }
        return take();
    }

    /** The same; null where they cannot be read or need a transaction of their own. */
    synchronized Batch.@Nullable Content contentToFollow() {
        read();
        return content != null && batch.canFollow(content) ? take() : null;
    }

    private Batch.Content take() {
        Batch.Content taken = content == null ? batch.read(partition, records) : content;
        content = null;
        isTaken = true;
        return taken;
    }
}
