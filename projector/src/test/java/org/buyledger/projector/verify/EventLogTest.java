package org.buyledger.projector.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final TopicPartition SHORT = new TopicPartition(Topics.EVENTS, 0);
    private static final TopicPartition LONG = new TopicPartition(Topics.EVENTS, 1);
    private static final Map<TopicPartition, Long> ENDS = Map.of(SHORT, 2L, LONG, 7L);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

    EventLogTest() {
        Node node = new Node(0, "none", 0);
        consumer.updatePartitions(
                Topics.EVENTS,
                IntStream.range(0, 2)
                        .mapToObj(number ->
                                new PartitionInfo(Topics.EVENTS, number, node, new Node[] {node}, new Node[] {node}))
                        .toList());
        consumer.updateBeginningOffsets(Map.of(SHORT, 0L, LONG, 0L));
        consumer.updateEndOffsets(ENDS);
        feed();
    }

    /** Two records of each partition for each poll, from where the consumer is. */
    private void feed() {
        consumer.schedulePollTask(() -> {
            for (TopicPartition partition : consumer.assignment()) {
                long at = consumer.position(partition);
                LongStream.range(at, Math.min(at + 2, ENDS.getOrDefault(partition, 0L)))
                        .forEach(offset -> consumer.addRecord(new ConsumerRecord<>(
                                partition.topic(), partition.partition(), offset, new byte[] {1}, new byte[0])));
            }
            feed();
        });
    }

    @Test
    void a_partition_that_ends_before_another_is_not_read_again() {
        List<String> read = new ArrayList<>();
        List<String> told = new ArrayList<>();

        new EventLog(consumer, null)
                .readAll(
                        (partition, records, next) ->
                                records.forEach(record -> read.add(partition.partition() + "/" + record.offset())),
                        (offsets, of) -> told.add(offsets + " of " + of));

        assertThat(read).containsExactlyInAnyOrder("0/0", "0/1", "1/0", "1/1", "1/2", "1/3", "1/4", "1/5", "1/6");
        assertThat(told).last().isEqualTo("9 of 9");
    }
}
