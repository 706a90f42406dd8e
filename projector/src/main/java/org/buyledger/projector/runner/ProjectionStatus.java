package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_STATUS;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.projector.runner.Progress.Applied;
import org.jooq.impl.DSL;

/**
 * Tells in the database how far each partition is from its end: for those who read the tables and cannot ask Kafka. It is
 * told apart from the transactions that write rows, which have enough to do.
 */
final class ProjectionStatus {
    private final Database database;
    private long toldAt = System.nanoTime();

    ProjectionStatus(Database database) {
        this.database = database;
    }

    /**
     * Tells it, and has it known how much is parked.
     *
     * @param all this instance's partitions
     * @param ends of the partitions of this instance, as far as they are known
     */
    void tell(Collection<TopicPartition> all, Map<TopicPartition, Long> ends, Progress progress) {
        long nanos = System.nanoTime() - toldAt;
        toldAt += nanos;
        Map<TopicPartition, Applied> since = progress.takeApplied();
        Map<String, String> stopped = progress.stopped();
        Instant now = Instant.now();
        database.transaction(sql -> {
            // Also where there is nothing to tell: whoever tells wants to know that the database is there.
            progress.parked(DeadLetterRows.count(
                    sql,
                    all.stream()
                            .filter(partition -> partition.topic().equals(Topics.EVENTS))
                            .map(TopicPartition::partition)
                            .toList()));
            ends.forEach((partition, end) -> {
                Applied news = since.getOrDefault(partition, new Applied(0, 0));
                var row = PROJECTION_STATUS.newRecord();
                row.setTopic(partition.topic());
                row.setPartition(partition.partition());
                row.setEndOffset(end);
                row.setNewestAt(news.newestMs() == 0 ? null : Instant.ofEpochMilli(news.newestMs()));
                row.setRecordsPerSecond(perSecond(news.records(), nanos));
                row.setStoppedBecause(stopped.get(partition.toString()));
                row.setLookedAt(now);
                sql.insertInto(PROJECTION_STATUS)
                        .set(row)
                        .onConflict()
                        .doUpdate()
                        .setAllToExcluded()
                        .set(
                                PROJECTION_STATUS.NEWEST_AT,
                                DSL.coalesce(DSL.excluded(PROJECTION_STATUS.NEWEST_AT), PROJECTION_STATUS.NEWEST_AT))
                        .execute();
            });
            return null;
        });
    }

    private static BigDecimal perSecond(long records, long nanos) {
        return BigDecimal.valueOf(records * Duration.ofSeconds(1).toNanos() / Math.max(1, nanos));
    }
}
