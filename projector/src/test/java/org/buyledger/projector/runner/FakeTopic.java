package org.buyledger.projector.runner;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.events.Topics;

/** Kafka's own fake of a consumer, fed with the records of one log, which stands on each of some partitions. */
final class FakeTopic extends MockConsumer<byte[], byte[]> {
    static final TopicPartition FIRST = new TopicPartition(Topics.EVENTS, 0);
    static final TopicPartition SECOND = new TopicPartition(Topics.EVENTS, 1);

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs;
    private final int most;

    /** @param most how many records of a partition come with one poll */
    FakeTopic(Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs, int most) {
        super("none");
        this.most = most;
        this.logs = logs;
        logs.forEach((partition, log) -> {
            updateBeginningOffsets(Map.of(partition, 0L));
            updateEndOffsets(Map.of(partition, log.getLast().offset() + 1));
        });
        feed();
    }

    /** The same record on another partition. */
    static ConsumerRecord<byte[], byte[]> on(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.key().length,
                record.value().length,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }

    /** Before each poll, puts there what follows on the partitions' positions. */
    private synchronized void feed() {
        schedulePollTask(() -> {
            for (TopicPartition partition : assignment()) {
                if (!paused().contains(partition)) {
                    long from = position(partition);
                    logs.getOrDefault(partition, List.of()).stream()
                            .filter(record -> record.offset() >= from)
                            .limit(most)
                            .forEach(this::addRecord);
                }
            }
            feed();
        });
    }

    /** Gives it these partitions, as the group would, at its next poll. */
    void share(Collection<TopicPartition> partitions) {
        schedulePollTask(() -> {
            if (!assignment().equals(Set.copyOf(partitions))) {
                rebalance(partitions);
            }
        });
    }

    /** Logs of both partitions. */
    static Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> both(
            List<ConsumerRecord<byte[], byte[]>> first, List<ConsumerRecord<byte[], byte[]>> second) {
        return Map.of(
                FIRST,
                first,
                SECOND,
                second.stream().map(record -> on(SECOND, record)).collect(Collectors.toList()));
    }
}
