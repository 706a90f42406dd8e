package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.buyledger.migrations.jooq.Tables.PRINCIPALS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.migrations.Database;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.audit.CommandResults;
import org.junit.jupiter.api.Test;

class RowCacheTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);
    private static final String RENAMED = "UPDATE principals SET name = 'By another'";

    private final TestLog log = Streams.catalogue(new TestLog(), "acme");
    private final RowCache cache = new RowCache(() -> 1_000_000);
    private final Batch.Known known = new Batch.Known(cache, new Parked());

    private static RowKey group(int i) {
        return RowKey.of("acme", "g" + i);
    }

    @Test
    void it_takes_no_more_than_it_may_and_forgets_first_what_was_used_longest_ago() {
        RowCache small = new RowCache(() -> 5_000);
        for (int i = 0; i < 4; i++) {
            small.put("t", group(i), List.of(new byte[900]));
        }
        assertThat(small.get("t", group(0))).isNotNull();
        small.put("t", group(4), List.of(new byte[900]));
        small.trim();

        assertThat(small.get("t", group(1))).isNull();
        assertThat(small.get("t", group(0))).isNotNull();
        assertThat(small.get("t", group(4))).isNotNull();
        assertThat(small.get("other", group(4))).isNull();
        small.put("t", group(5), List.of(new byte[9_000]));
        small.trim();
        assertThat(small.isEmpty()).isTrue();
    }

    /** The name of the one principal, after a second batch that changes its token, with the same cache. */
    private String nameAfter(Database database, Runnable between) {
        Batch batch = new Batch(database, Projections.all(), CommandResults::row);
        database.transaction(sql -> Positions.read(sql, EVENTS));
        for (int i = 0; i < 2; i++) { // the second time the cache knows where the schema stands
            apply(batch, new PrincipalEvent.TokenRotated(Streams.NOVA, TokenHash.ofToken("before" + i)));
        }
        between.run();
        apply(batch, new PrincipalEvent.TokenRotated(Streams.NOVA, TokenHash.ofToken("after")));
        return database.readOnly(sql -> sql.selectFrom(PRINCIPALS).fetchSingle().getName());
    }

    private int applied;

    private void apply(Batch batch, PrincipalEvent event) {
        List<ConsumerRecord<byte[], byte[]>> records = log.add("acme", event).records();
        List<ConsumerRecord<byte[], byte[]>> some = records.subList(applied, records.size());
        long from = applied == 0 ? 0 : records.get(applied - 1).offset() + 1;
        batch.apply(EVENTS, batch.read(EVENTS, some), from, some.getLast().offset() + 1, known);
        applied = records.size();
    }

    @Test
    void rows_are_not_read_again() {
        Database database = TestDatabase.migrated();

        assertThat(nameAfter(database, () -> database.transaction(sql -> sql.execute(RENAMED))))
                .isEqualTo("Nova");
    }

    @Test
    void they_are_after_a_revision_which_may_have_filled_a_column() {
        Database database = TestDatabase.migrated();

        assertThat(nameAfter(
                        database,
                        () -> database.transaction(sql -> {
                            sql.execute(RENAMED);
                            return sql.execute(
                                    "UPDATE flyway_schema_history SET installed_rank = installed_rank + 1 WHERE"
                                            + " installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)");
                        })))
                .isEqualTo("By another");
    }

    @Test
    void they_are_while_a_migrator_is_at_work() throws Exception {
        Database database = TestDatabase.migrated();
        try (Connection migrator = TestDatabase.connection(database.schema())) {
            assertThat(nameAfter(database, () -> {
                        database.transaction(sql -> sql.execute(RENAMED));
                        lock(migrator, database.schema());
                    }))
                    .isEqualTo("By another");
        }
    }

    private static void lock(Connection migrator, String schema) {
        try (PreparedStatement lock =
                migrator.prepareStatement("SELECT pg_advisory_lock(hashtext('buyledger migrate'), hashtext(?))")) {
            lock.setString(1, schema);
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void they_are_after_a_batch_that_failed() {
        Database database = TestDatabase.migrated();

        assertThat(nameAfter(database, () -> {
                    Batch batch = new Batch(database, Projections.all(), CommandResults::row);
                    assertThatThrownBy(() -> batch.apply(
                                    EVENTS, batch.read(EVENTS, log.records().subList(0, 3)), 77, 88, known))
                            .isInstanceOf(Positions.Fenced.class);
                    database.transaction(sql -> sql.execute(RENAMED));
                }))
                .isEqualTo("By another");
    }
}
