package org.buyledger.projector;

import static org.buyledger.migrations.jooq.Tables.COMMAND_RESULTS;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.migrations.Database;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Projection;
import org.jooq.Table;

/** The read tables, in a database of their own. */
final class ReadTables {
    private final Database database = TestDatabase.migrated();
    private final Batch batch = new Batch(database, Projections.all(), CommandResults::row);
    private final List<Table<?>> tables = new ArrayList<>();

    ReadTables() {
        Projections.all().stream().map(Projection::table).forEach(tables::add);
        tables.add(COMMAND_RESULTS);
    }

    Database database() {
        return database;
    }

    /** As if nothing had ever been applied. */
    void empty() {
        database.transaction(
                sql -> sql.truncate(tables.toArray(Table<?>[]::new)).execute());
    }

    /** Applies records of one topic, in the order they are given, to what is there; the position is lost before. */
    void apply(String topic, List<ConsumerRecord<byte[], byte[]>> records, IntSupplier sizes) {
        TopicPartition partition = new TopicPartition(topic, 0);
        begin(partition);
        for (int from = 0; from < records.size(); ) {
            int to = Math.min(records.size(), from + sizes.getAsInt());
            batch.apply(partition, records.subList(from, to), from, to);
            from = to;
        }
    }

    private void begin(TopicPartition partition) {
        database.transaction(sql -> sql.insertInto(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.TOPIC, partition.topic())
                .set(PROJECTION_POSITIONS.PARTITION, partition.partition())
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.EPOCH)
                .onDuplicateKeyUpdate()
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .execute());
    }

    /** The rows of every table, as text. */
    Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (Table<?> table : tables) {
            rows.put(table.getName(), TestDatabase.rows(database, table.getName()));
        }
        return rows;
    }
}
