package org.buyledger.benchmarks.faults;

import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.benchmarks.Clients;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;

/**
 * How far a Buyledger is.
 *
 * @param answered about how many commands: the ends of the results topic, which has transactions' markers too
 * @param projected how many events
 */
record Progress(long answered, long projected) {
    static Progress look(Clients clients, Database database) {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = Clients.partitions(consumer, Topics.RESULTS);
            long ends = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return new Progress(ends, projected(database));
        }
    }

    /** The sum of all tenants' positions. */
    static long projected(Database database) {
        return database.readOnly(
                sql -> sql.fetchSingle("SELECT coalesce(sum(sequence), 0)::bigint FROM tenant_positions")
                        .get(0, Long.class));
    }

    /** Whether so much more is done. */
    boolean isPast(Progress before, int more) {
        return answered > before.answered + more && projected > before.projected + more;
    }
}
