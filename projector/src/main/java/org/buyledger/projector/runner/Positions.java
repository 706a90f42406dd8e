package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * How far each partition is projected: in the database, moved in the transaction that writes the rows. That transaction holds
 * an advisory lock of the partition, so that another instance that finds it held need not wait, and can tell who holds it.
 */
final class Positions {
    /** The first key of the lock; the second is made of schema, topic and partition. */
    private static final String LOCK = "buyledger position";
    /** Of whoever takes partitions from their projectors; the second key is made of the schema. */
    private static final String TAKING = "buyledger dead letters";

    private Positions() {}

    /** The offset of the first record that is not projected; 0 for a partition that was never read. */
    static long read(DSLContext sql, TopicPartition partition) {
        return Objects.requireNonNull(read(sql, Set.of(partition)).get(partition));
    }

    /** The same for several partitions. */
    static Map<TopicPartition, Long> read(DSLContext sql, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : partitions) {
            sql.insertInto(PROJECTION_POSITIONS)
                    .set(PROJECTION_POSITIONS.TOPIC, partition.topic())
                    .set(PROJECTION_POSITIONS.PARTITION, partition.partition())
                    .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                    .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.now())
                    .onConflictDoNothing()
                    .execute();
            positions.put(partition, offset(sql, partition));
        }
        return positions;
    }

    private static long offset(DSLContext sql, TopicPartition partition) {
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
     * @return the generation of the tables: another one than before when others than projectors have written
     * @throws Fenced when it is not where it was, or somebody else is moving it: another instance projects the partition now,
     *     or this one's last commit did succeed though it seemed to fail
     */
    static long advance(DSLContext sql, TopicPartition partition, long from, long to) {
        Record moved =
                sql.fetchOne("""
            UPDATE projection_positions SET next_offset = ?, updated_at = now()
             WHERE topic = ? AND partition = ? AND next_offset = ?
               AND pg_try_advisory_xact_lock(hashtext(?), hashtext(current_schema || ?))
            RETURNING generation\
            """, to, partition.topic(), partition.partition(), from, LOCK, partition.toString());
        if (moved == null) {
            throw new Fenced(partition, from);
        }
        return moved.get(0, Long.class);
    }

    /**
     * Keeps projectors from a partition until the transaction ends; afterwards the generation tells them and readers that
     * others have written. Waits for a batch that is in work, and for others that take partitions.
     */
    static void take(DSLContext sql, TopicPartition partition) {
        // One after another: else two could come to the same generation.
        sql.fetch("SELECT pg_advisory_xact_lock(hashtext(?), hashtext(current_schema))", TAKING);
        sql.fetch(
                "SELECT pg_advisory_xact_lock(hashtext(?), hashtext(current_schema || ?))", LOCK, partition.toString());
        // A statement of its own: a rebuild may have it, and the next one has to see what that has made of the
        // generation.
        sql.fetch(
                "SELECT FROM projection_positions WHERE topic = ? AND partition = ? FOR UPDATE",
                partition.topic(),
                partition.partition());
        sql.execute("""
            UPDATE projection_positions SET generation = (SELECT max(generation) + 1 FROM projection_positions)
             WHERE topic = ? AND partition = ?\
            """, partition.topic(), partition.partition());
    }

    /**
     * Ends the transactions that have had a partition for longer than that, other than this one. Theirs is an instance that was
     * frozen in the middle of one and would hold up everybody until it wakes up; it is fenced then.
     *
     * @return how many
     */
    static int evict(DSLContext sql, TopicPartition partition, Duration patience) {
        return sql.fetchSingle("""
            SELECT count(*) FILTER (WHERE pg_terminate_backend(pid))::integer
              FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
             WHERE l.locktype = 'advisory' AND l.granted AND pid <> pg_backend_pid()
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND l.classid::bigint = hashtext(?)::bigint & 4294967295
               AND l.objid::bigint = hashtext(current_schema || ?)::bigint & 4294967295
               AND a.xact_start < clock_timestamp() - ? * interval '1 millisecond'\
            """, LOCK, partition.toString(), patience.toMillis())
                .get(0, Integer.class);
    }

    /** The position has moved under this instance's feet; its batch is rolled back, and it has to look again. */
    static final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fenced(TopicPartition partition, long from) {
            super("the position of %s is no longer %d, or another instance is moving it".formatted(partition, from));
        }
    }
}
