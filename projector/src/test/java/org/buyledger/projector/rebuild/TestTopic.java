package org.buyledger.projector.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;

/** The events topic in memory, each partition of which ends with a transaction's marker. */
public final class TestTopic {
    private static final int MOST = 50;

    private final List<List<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
    long begin;

    public TestTopic(int count) {
        for (int i = 0; i < count; i++) {
            partitions.add(new ArrayList<>());
        }
    }

    /** Adds records, which are another partition's where they come from. */
    public synchronized void add(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> r : records) {
            partitions
                    .get(partition)
                    .add(new ConsumerRecord<>(
                            Topics.EVENTS,
                            partition,
                            r.offset(),
                            r.timestamp(),
                            r.timestampType(),
                            0,
                            0,
                            r.key(),
                            r.value(),
                            r.headers(),
                            r.leaderEpoch()));
        }
    }

    synchronized List<ConsumerRecord<byte[], byte[]>> records(int partition, long from) {
        return partitions.get(partition).stream()
                .filter(record -> record.offset() >= from)
                .limit(MOST)
                .toList();
    }

    synchronized long end(int partition) {
        List<ConsumerRecord<byte[], byte[]>> records = partitions.get(partition);
        return records.isEmpty() ? 0 : records.getLast().offset() + 2;
    }

    int count() {
        return partitions.size();
    }

    public Supplier<Consumer<byte[], byte[]>> consumers() {
        return Reader::new;
    }

    private final class Reader extends MockConsumer<byte[], byte[]> {
        private final Map<TopicPartition, Long> at =
                new TreeMap<>(java.util.Comparator.comparingInt(TopicPartition::partition));
        private final Set<TopicPartition> paused = new HashSet<>();

        Reader() {
            super("none");
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> assigned) {
            at.clear();
            paused.retainAll(assigned);
            assigned.forEach(partition -> at.put(partition, 0L));
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            at.put(partition, offset);
        }

        @Override
        public synchronized void pause(Collection<TopicPartition> some) {
            paused.addAll(some);
        }

        @Override
        public synchronized void resume(Collection<TopicPartition> some) {
            some.forEach(paused::remove);
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            return java.util.Objects.requireNonNull(at.get(partition));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> found = new HashMap<>();
            for (TopicPartition partition : List.copyOf(at.keySet())) {
                if (!paused.contains(partition)) {
                    List<ConsumerRecord<byte[], byte[]>> records =
                            TestTopic.this.records(partition.partition(), position(partition));
                    if (records.isEmpty()) {
                        at.put(partition, Math.max(position(partition), end(partition.partition())));
                    } else {
                        found.put(partition, records);
                        at.put(partition, records.getLast().offset() + 1);
                    }
                }
            }
            return new ConsumerRecords<>(found, Map.of());
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic) {
            List<PartitionInfo> all = new ArrayList<>();
            for (int i = 0; i < count(); i++) {
                all.add(new PartitionInfo(
                        topic, i, null, new org.apache.kafka.common.Node[0], new org.apache.kafka.common.Node[0]));
            }
            return all;
        }

        @Override
        public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> some) {
            return some.stream().collect(Collectors.toMap(one -> one, one -> begin));
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> some) {
            return some.stream().collect(Collectors.toMap(one -> one, one -> end(one.partition())));
        }
    }
}
