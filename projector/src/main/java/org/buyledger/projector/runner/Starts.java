package org.buyledger.projector.runner;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where partitions are read on from: where the database says, if the topic has that. */
final class Starts {
    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

    /** How long a transaction may have a partition before it is ended by an instance that the partition belongs to now. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<?, ?> consumer;
    private final Database database;

    Starts(Consumer<?, ?> consumer, Database database) {
        this.consumer = consumer;
        this.database = database;
    }

    /** What was found out of a partition. */
    sealed interface Start {}

    /** @param offset of the first record that is not projected */
    record At(long offset) implements Start {}

    /** @param reason why it has to stand still, for an operator */
    record Nowhere(String reason) implements Start {}

    /** Looks them up. */
    Map<TopicPartition, Start> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = database.transaction(sql -> {
            partitions.forEach(partition -> evict(sql, partition));
            return Positions.read(sql, partitions);
        });
        Map<TopicPartition, Long> firsts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Start> starts = new HashMap<>();
        positions.forEach((partition, position) -> starts.put(
                partition,
                start(partition, position, firsts.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L))));
        return starts;
    }

    private static void evict(DSLContext sql, TopicPartition partition) {
        if (Positions.evict(sql, partition, PATIENCE) > 0) {
            LOG.warn(
                    "Ended a transaction on {} that another instance had not ended for more than {} s; it was rolled"
                            + " back",
                    partition,
                    PATIENCE.toSeconds());
        }
    }

    private Start start(TopicPartition partition, long position, long first, long end) {
        if (position > end) {
            return new Nowhere("the tables are at offset %d and the topic ends at %d: they belong to another Kafka"
                    .formatted(position, end));
        }
        if (position >= first) {
            return new At(position);
        }
        if (partition.topic().equals(Topics.EVENTS)) {
            return new Nowhere("the tables are at offset %d and the topic begins at %d: events between are lost"
                    .formatted(position, first));
        }
        database.transaction(sql -> {
            Positions.advance(sql, partition, position, first);
            return null;
        });
        return new At(first);
    }
}
