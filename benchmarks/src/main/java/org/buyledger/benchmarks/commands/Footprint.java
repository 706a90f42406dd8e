package org.buyledger.benchmarks.commands;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How much topics hold.
 *
 * @param offsets the sum of the partitions' end offsets, by topic: records, and a few markers of transactions
 * @param bytes on disk, by topic
 */
record Footprint(Map<String, Long> offsets, Map<String, Long> bytes) {

    static Footprint of(Admin admin, List<String> topics) throws ExecutionException, InterruptedException {
        Map<String, Long> bytes = new HashMap<>();
        int broker = admin.describeCluster().controller().get().id();
        admin.describeLogDirs(List.of(broker))
                .allDescriptions()
                .get()
                .values()
                .forEach(folders -> folders.values()
                        .forEach(folder -> folder.replicaInfos()
                                .forEach((partition, replica) ->
                                        bytes.merge(partition.topic(), replica.size(), Long::sum))));
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(info -> ends.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
        Map<String, Long> offsets = new HashMap<>();
        admin.listOffsets(ends)
                .all()
                .get()
                .forEach((partition, end) -> offsets.merge(partition.topic(), end.offset(), Long::sum));
        return new Footprint(offsets, bytes);
    }

    /** How many records a topic has got since then. */
    long records(String topic, Footprint before) {
        return offsets.getOrDefault(topic, 0L) - before.offsets.getOrDefault(topic, 0L);
    }

    /** By how many bytes a topic has grown since then; less than was written where the broker compacts it. */
    long growth(String topic, Footprint before) {
        return bytes.getOrDefault(topic, 0L) - before.bytes.getOrDefault(topic, 0L);
    }
}
