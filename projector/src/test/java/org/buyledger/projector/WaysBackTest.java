package org.buyledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Migrator.Downgrade;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.rebuild.Refill;
import org.buyledger.projector.rebuild.TestTopic;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Projection;
import org.junit.jupiter.api.Test;

/** Going back in the schema loses nothing that the events hold. */
class WaysBackTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    /** The last that was applied, whatever its way back loses. */
    private static final Downgrade LAST = new Downgrade(true, false, true, true, false);

    private final Database database = TestDatabase.migrated();
    private final List<ConsumerRecord<byte[], byte[]>> records =
            Streams.everything(new TestLog(), "acme").records();
    private final Migrator migrator = new Migrator(database);

    @Test
    void each_revision_goes_back_and_forth_over_rows_and_the_events_bring_them_all_back() throws Exception {
        project();
        Map<String, List<String>> before = rows();

        for (Revision revision : migrator.graph().revisions().reversed()) {
            assertThat(migrator.downgrade("-1", LAST)).containsExactly(revision);
            if (revision.oneWay().isEmpty()) {
                migrator.upgrade(revision.id(), Upgrade.USUAL);
                migrator.downgrade("-1", LAST);
            }
        }
        migrator.upgrade("head", Upgrade.USUAL);
        project();

        assertThat(rows()).isEqualTo(before);
    }

    private void project() {
        TestTopic topic = new TestTopic(1);
        topic.add(0, records);
        try (Refill refill = new Refill(database, topic.consumers(), Projections.all(), migrator)) {
            refill.begin(() -> false);
            assertThat(refill.await(Duration.ofMinutes(1))).isTrue();
        }
        database.transaction(db -> db.insertInto(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.TOPIC, EVENTS.topic())
                .set(PROJECTION_POSITIONS.PARTITION, EVENTS.partition())
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.EPOCH)
                .onDuplicateKeyIgnore()
                .execute());
        new Batch(database, Projections.all(), CommandResults::row)
                .apply(EVENTS, records, 0, records.getLast().offset() + 1);
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (Projection<?> projection : Projections.all()) {
            String table = projection.table().getName();
            rows.put(table, TestDatabase.rows(database, table));
        }
        return rows;
    }
}
