package org.buyledger.query;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.projector.Projections;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Projection;
import org.jooq.Table;

/** Events that the projector's own code brings into the tables, one after the other. */
final class Ledger {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS, 0);

    private final Database database;
    private final Batch batch;
    private long next;

    /** A ledger in a test database. */
    Ledger(Database database) {
        this.database = database;
        this.batch = new Batch(database, Projections.all(), CommandResults::row);
        // The projector makes a table for each month.
        database.transaction(db -> db.execute("DROP TABLE audit_logs_2026"));
        begin();
    }

    private void begin() {
        next = 0;
        database.transaction(db -> db.insertInto(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.TOPIC, PARTITION.topic())
                .set(PROJECTION_POSITIONS.PARTITION, PARTITION.partition())
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, next)
                .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.EPOCH)
                .onDuplicateKeyUpdate()
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, next)
                .execute());
    }

    /** As if nothing had happened. */
    void empty() {
        database.transaction(db -> db.truncate(
                        Projections.all().stream().map(Projection::table).toArray(Table<?>[]::new))
                .execute());
        begin();
    }

    void apply(List<ConsumerRecord<byte[], byte[]>> records) {
        batch.apply(PARTITION, records, next, next + records.size());
        next += records.size();
    }
}
