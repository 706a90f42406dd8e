package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.projector.Projections;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Projection;
import org.buyledger.standalone.up.UpProcess;
import org.jooq.Record;

/** What has to hold of the log and of the tables, whatever has happened. */
final class Ledgers {
    private static final int BATCH = 500;

    private Ledgers() {}

    /** Every tenant's sequence is dense, its chain whole, and no event is there twice. */
    static void assertWhole(List<ConsumerRecord<byte[], byte[]>> events) {
        Map<TenantId, EventEnvelope> last = new HashMap<>();
        Set<String> ids = new HashSet<>();
        HashChain chain = new HashChain();
        for (ConsumerRecord<byte[], byte[]> record : events) {
            EventEnvelope event = EventCodec.envelope(record);
            EventEnvelope before = last.put(event.tenant(), event);
            assertThat(event.sequence())
                    .as("the sequence of %s", event.tenant())
                    .isEqualTo(before == null ? 1 : before.sequence() + 1);
            assertThat(event.previousHash()).isEqualTo(before == null ? HashChain.GENESIS : before.hash());
            assertThat(event.hash()).isEqualTo(chain.hash(event, record.value()));
            assertThat(ids.add(event.tenant() + " " + event.id()))
                    .as("%s is there once", event.id())
                    .isTrue();
        }
    }

    /** The live tables are what a fold of the log gives in a schema of its own. */
    static void assertTablesAreAFoldOf(UpProcess up, List<ConsumerRecord<byte[], byte[]>> events) throws IOException {
        try (Database live = database(up, "buyledger");
                Database fresh = database(up, "fold")) {
            Migrator.makeSchema(fresh);
            Batch batch = new Batch(fresh, Projections.all(), CommandResults::row);
            Map<Integer, List<ConsumerRecord<byte[], byte[]>>> partitions = new TreeMap<>();
            events.forEach(e -> partitions
                    .computeIfAbsent(e.partition(), p -> new java.util.ArrayList<>())
                    .add(e));
            partitions.forEach((partition, records) -> fold(fresh, batch, partition, records));
            for (Projection<?> projection : Projections.all()) {
                String table = projection.table().getName();
                assertThat(rows(live, table)).as(table).isEqualTo(rows(fresh, table));
            }
        }
    }

    private static void fold(
            Database database, Batch batch, int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        database.transaction(sql -> sql.insertInto(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.TOPIC, Topics.EVENTS)
                .set(PROJECTION_POSITIONS.PARTITION, partition)
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.EPOCH)
                .execute());
        long from = 0;
        for (int i = 0; i < records.size(); i += BATCH) {
            List<ConsumerRecord<byte[], byte[]>> some = records.subList(i, Math.min(records.size(), i + BATCH));
            long to = some.getLast().offset() + 1;
            batch.apply(new TopicPartition(Topics.EVENTS, partition), some, from, to);
            from = to;
        }
    }

    private static Database database(UpProcess up, String schema) throws IOException {
        String password =
                Files.readString(up.folder.resolve("postgres.password")).strip();
        return new Database(up.jdbcUrl(), "buyledger", password, schema, 2, new SimpleMeterRegistry());
    }

    private static List<String> rows(Database database, String table) {
        return database.readOnly(sql ->
                sql.fetch("SELECT t::text FROM " + table + " t ORDER BY 1").map(Record::toString));
    }
}
