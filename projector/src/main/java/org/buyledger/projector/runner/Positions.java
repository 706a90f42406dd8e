package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;

/** How far each partition is projected: in the database, moved in the transaction that writes the rows. */
final class Positions {
    private Positions() {}

    /** The offset of the first record that is not projected; 0 for a partition that was never read. */
    static long read(DSLContext sql, TopicPartition partition) {
        sql.insertInto(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.TOPIC, partition.topic())
                .set(PROJECTION_POSITIONS.PARTITION, partition.partition())
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.now())
                .onConflictDoNothing()
                .execute();
        Long offset = sql.select(PROJECTION_POSITIONS.NEXT_OFFSET)
                .from(PROJECTION_POSITIONS)
                .where(PROJECTION_POSITIONS.TOPIC.eq(partition.topic()))
                .and(PROJECTION_POSITIONS.PARTITION.eq(partition.partition()))
                .fetchOne(PROJECTION_POSITIONS.NEXT_OFFSET);
        return offset == null ? 0 : offset;
    }

    /**
     * Moves a position on by compare-and-set.
     *
     * @throws Fenced when it is not where it was: another instance projects the partition now, or this one's last commit
     *     did succeed though it seemed to fail
     */
    static void advance(DSLContext sql, TopicPartition partition, long from, long to) {
        int moved = sql.update(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, to)
                .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.now())
                .where(PROJECTION_POSITIONS.TOPIC.eq(partition.topic()))
                .and(PROJECTION_POSITIONS.PARTITION.eq(partition.partition()))
                .and(PROJECTION_POSITIONS.NEXT_OFFSET.eq(from))
                .execute();
        if (moved != 1) {
            throw new Fenced(partition, from);
        }
    }

    /** The position has moved under this instance's feet; its batch is rolled back, and it has to look again. */
    static final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fenced(TopicPartition partition, long from) {
            super("the position of " + partition + " is no longer " + from);
        }
    }
}
