package org.buyledger.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.rebuild.Relations.ForeignKey;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Projection;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are made again are as the projector makes them, and nothing else changes. */
class RebuildTest {
    private final Database live = TestDatabase.migrated();
    private final TestTopic topic = new TestTopic(3);
    private final TestLog acme = Streams.everything(new TestLog(), "acme");
    private final TestLog other = Streams.everything(new TestLog(), "other");
    private final Batch batch = new Batch(live, Projections.all(), CommandResults::row);
    private final Rebuild rebuild = new Rebuild(live, topic.consumers(), Projections.all(), new Migrator(live));

    RebuildTest() {
        topic.add(0, acme.records());
        topic.add(2, other.records());
        for (int partition = 0; partition < topic.count(); partition++) {
            live.transaction(positions(partition));
        }
        project();
    }

    private static java.util.function.Function<org.jooq.DSLContext, Integer> positions(int partition) {
        return sql -> sql.execute(
                "INSERT INTO projection_positions (topic, partition, next_offset, updated_at) VALUES (?, ?, 0, now())",
                Topics.EVENTS,
                partition);
    }

    @AfterEach
    void close() {
        live.close();
    }

    /** As the projector does, up to the end. */
    private void project() {
        for (int partition = 0; partition < topic.count(); partition++) {
            for (long from = position(partition); ; from = position(partition)) {
                List<ConsumerRecord<byte[], byte[]>> records = topic.records(partition, from);
                if (records.isEmpty()) {
                    break;
                }
                batch.apply(
                        new TopicPartition(Topics.EVENTS, partition),
                        records,
                        from,
                        records.getLast().offset() + 1);
            }
        }
    }

    private long position(int partition) {
        return live.readOnly(sql -> sql.fetchSingle(
                        "SELECT next_offset FROM projection_positions WHERE topic = ? AND partition = ?",
                        Topics.EVENTS,
                        partition)
                .get(0, Long.class));
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (Projection<?> projection : Projections.all()) {
            String table = projection.table().getName();
            rows.put(table, TestDatabase.rows(live, table));
        }
        return rows;
    }

    private void execute(String statement) {
        live.transaction(sql -> sql.execute(statement));
    }

    private List<String> texts(String query) {
        return live.readOnly(sql -> sql.fetch(query).map((Record row) -> row.get(0, String.class)));
    }

    /** What is wrong in every table. */
    private void damage() {
        execute("UPDATE media_buys SET priority = 77");
        execute("DELETE FROM audit_logs WHERE sequence > 3");
        execute("UPDATE creatives SET name = 'wrong'");
    }

    private static Request small() {
        // Nothing stays in memory for longer than a poll.
        return Request.all().cacheBytes(1);
    }

    @Test
    void all_tables_are_as_the_projector_has_made_them() throws Exception {
        Map<String, List<String>> before = rows();
        damage();

        Rebuild.Result result = rebuild.run(Request.all(), new RunProgress());

        assertThat(rows()).isEqualTo(before);
        assertThat(result.tables()).hasSize(Projections.all().size());
        assertThat(texts("SELECT nspname FROM pg_namespace WHERE nspname LIKE current_schema() || '%'"))
                .as("nothing is left behind")
                .hasSize(1);
        assertThat(texts("SELECT state || ' ' || phase || ' ' || (events_done = events_total) FROM rebuilds"))
                .containsExactly("done finishing true");
        assertThat(texts("SELECT DISTINCT generation FROM projection_positions"))
                .containsExactly("1");
    }

    @Test
    void rows_that_do_not_fit_into_memory_are_the_same() throws Exception {
        Map<String, List<String>> before = rows();
        damage();

        rebuild.run(small(), new RunProgress());

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void the_schema_is_the_same_and_the_projector_goes_on() throws Exception {
        org.buyledger.migrations.catalogue.Catalogue before = org.buyledger.migrations.Scratch.catalogue(live);
        rebuild.run(Request.all(), new RunProgress());

        assertThat(org.buyledger.migrations.catalogue.Comparison.of(
                        before, org.buyledger.migrations.Scratch.catalogue(live)))
                .isEmpty();
        List<ConsumerRecord<byte[], byte[]>> more = more();
        topic.add(0, more);
        project();
        assertThat(position(0)).isGreaterThan(more.getLast().offset());
        Map<String, List<String>> after = rows();
        rebuild.run(small(), new RunProgress());
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void views_show_the_tables_that_were_made_again() throws Exception {
        damage();
        rebuild.run(Request.all(), new RunProgress());
        execute("UPDATE media_buys SET po_number = 'seen'");

        List<String> seen = live.readOnly(sql -> {
            sql.fetch("SELECT set_config('buyledger.tenant_id', 'acme', true)");
            return sql.fetch(
                            "SELECT media_buy_id || ' ' || po_number || ' ' || priority FROM media_buys_of_tenant ORDER BY 1")
                    .getValues(0, String.class);
        });

        assertThat(seen)
                .isNotEmpty()
                .isEqualTo(texts("SELECT media_buy_id || ' ' || po_number || ' ' || priority FROM media_buys"
                        + " WHERE tenant_id = 'acme' ORDER BY 1"))
                .noneMatch(row -> row.endsWith(" 77"));
    }

    /** Records after those that are there, of the same tenant. */
    private List<ConsumerRecord<byte[], byte[]>> more() {
        int there = acme.records().size();
        MediaPackage part = Streams.part("pkg_9", "home", "1000");
        acme.add("acme", Streams.created("mb_9", MediaBuyStatus.PENDING_START, part))
                .add("acme", Streams.updated("mb_9", MediaBuyStatus.PENDING_START, part))
                .add("acme", Streams.updated("mb_1", MediaBuyStatus.PENDING_START, part));
        return acme.records().subList(there, acme.records().size());
    }

    @Test
    void events_that_come_meanwhile_are_in_the_new_tables() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> made = more();
        // Not one after the other: the marker of a transaction has an offset too.
        List<ConsumerRecord<byte[], byte[]>> more = List.of(made.getFirst(), made.getLast());
        Iterator<ConsumerRecord<byte[], byte[]>> each = more.iterator();

        rebuild.run(Request.all(), new RunProgress(phase -> {
            // Before it catches up, and again before the switch itself does.
            if (each.hasNext() && (phase == Phase.COMPARING || phase == Phase.SWITCHING)) {
                topic.add(0, List.of(each.next()));
                project();
            }
        }));

        Map<String, List<String>> after = rows();
        assertThat(position(0)).isGreaterThan(more.getLast().offset());
        damage();
        rebuild.run(small(), new RunProgress());
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void one_table_is_made_again_and_the_others_stay() throws Exception {
        Map<String, List<String>> before = rows();
        damage();
        List<String> creatives = TestDatabase.rows(live, "creatives");
        List<String> audit = TestDatabase.rows(live, "audit_logs");

        rebuild.run(Request.all().tables(List.of("media_buys")), new RunProgress());

        assertThat(rows().get("media_buys")).isEqualTo(before.get("media_buys"));
        assertThat(rows().get("creatives")).isEqualTo(creatives);
        assertThat(rows().get("audit_logs")).isEqualTo(audit);
        assertThat(texts("SELECT conname FROM pg_constraint WHERE NOT convalidated"))
                .isEmpty();
        assertThat(texts("""
                SELECT DISTINCT confrelid::regclass::text FROM pg_constraint
                WHERE contype = 'f' AND conname LIKE '%media_buy_id_fkey' AND connamespace = current_schema()::regnamespace""")).contains("media_buys").allMatch(name -> !name.contains("."));
    }

    @Test
    void one_table_is_caught_up_and_nothing_is_made_for_the_others() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> more = more();

        rebuild.run(Request.all().tables(List.of("media_buys")), new RunProgress(phase -> {
            if (phase == Phase.COMPARING) {
                topic.add(0, more);
                project();
            }
        }));

        Map<String, List<String>> after = rows();
        rebuild.run(Request.all(), new RunProgress());
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void what_was_live_is_kept_brought_up_to_date_and_switched_back() throws Exception {
        Map<String, List<String>> before = rows();
        execute("UPDATE media_buys SET priority = 77");
        rebuild.run(Request.all().keepOld(true), new RunProgress());
        assertThat(rows()).isEqualTo(before);
        List<ConsumerRecord<byte[], byte[]>> more = more();
        topic.add(0, more);
        project();
        Map<String, List<String>> after = rows();

        Rebuild.Result back = rebuild.switchBack(new RunProgress());

        assertThat(back.kept()).isEqualTo(live.schema() + "_old");
        assertThat(rows().get("audit_logs")).isEqualTo(after.get("audit_logs"));
        assertThat(texts("SELECT DISTINCT priority FROM media_buys WHERE tenant_id = 'other'"))
                .containsExactly("77");
        rebuild.switchBack(new RunProgress());
        assertThat(rows()).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"FILLING", "INDEXING", "COMPARING", "CATCHING_UP", "SWITCHING"})
    void one_that_ends_in_the_middle_leaves_the_live_tables_as_they_are_and_the_next_one_succeeds(Phase phase)
            throws Exception {
        Map<String, List<String>> before = rows();
        damage();
        Map<String, List<String>> damaged = rows();
        RunProgress dying = new RunProgress(begun -> {
            if (begun == phase) {
                killConnections();
            }
        });

        assertThatThrownBy(() -> rebuild.run(Request.all(), dying)).isInstanceOf(RebuildFailed.class);
        forgetConnections();
        assertThat(rows()).isEqualTo(damaged);

        rebuild.run(Request.all(), new RunProgress());
        assertThat(rows()).isEqualTo(before);
        assertThat(texts("SELECT state::text FROM rebuilds ORDER BY started_at"))
                .containsExactly("failed", "done");
    }

    /** The pool has to find out that its connections are gone. */
    private void forgetConnections() {
        org.awaitility.Awaitility.await().ignoreExceptions().until(() -> {
            for (int i = 0; i < 8; i++) {
                execute("SELECT 1");
            }
            return true;
        });
    }

    private void killConnections() {
        try (Connection connection = TestDatabase.connection(live.schema());
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("killed");
    }

    @Test
    void what_a_killed_one_has_left_is_taken_away() throws Exception {
        execute("CREATE SCHEMA %s_rebuild".formatted(live.schema()));
        execute("CREATE TABLE %s_rebuild.media_buys (left_behind text)".formatted(live.schema()));
        ForeignKey key = live.readOnly(sql -> Relations.into(sql, live.schema(), List.of("media_buys")))
                .getFirst();
        execute(key.drop(live.schema()));
        execute(key.add(live.schema()));
        execute(
                "INSERT INTO rebuilds VALUES (gen_random_uuid(), '{media_buys}', 'running', 'filling', 1, 2, 'me', now(), now())");

        rebuild.run(Request.all().tables(List.of("media_buys")), new RunProgress());

        assertThat(texts("SELECT coalesce(error, state::text) FROM rebuilds ORDER BY started_at"))
                .containsExactly("It was killed; the live tables are as they were.", "done");
        assertThat(texts("SELECT conname FROM pg_constraint WHERE NOT convalidated"))
                .as("after its switch one had been killed before it had looked at the rows")
                .isEmpty();
    }

    @Test
    void a_second_one_at_the_same_time_is_refused_and_told_who_runs() throws Exception {
        List<String> refusals = new ArrayList<>();

        rebuild.run(Request.all(), new RunProgress(phase -> {
            if (phase == Phase.COMPARING) {
                try {
                    rebuild.run(Request.all(), new RunProgress());
                } catch (Refused e) {
                    refusals.add(e.getMessage());
                } catch (RebuildFailed e) {
                    throw new AssertionError(e);
                }
            }
        }));

        assertThat(refusals)
                .singleElement()
                .asString()
                .contains(
                        "Another rebuild runs (",
                        "process " + ProcessHandle.current().pid());
    }

    @Test
    void it_refuses_what_would_lose_or_mean_nothing() throws Exception {
        assertThatThrownBy(() -> rebuild.run(Request.all().tables(List.of("media_bus")), new RunProgress()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("media_bus is no table that is made from the events");
        assertThatThrownBy(() -> rebuild.switchBack(new RunProgress()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("--keep-old");
        topic.begin = 5;
        assertThatThrownBy(() -> rebuild.run(Request.all(), new RunProgress()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(
                        "does not begin at offset 0 (partition 0 at 5, partition 1 at 5, partition 2 at 5)");
        execute(
                "DELETE FROM flyway_schema_history WHERE installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)");
        assertThatThrownBy(() -> rebuild.run(Request.all(), new RunProgress()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Run: buyledger migrate upgrade head");
    }

    @Test
    void an_event_that_cannot_be_applied_is_named() {
        TestLog third = new TestLog().addDamaged("third");
        topic.add(1, third.records());

        assertThatThrownBy(() -> rebuild.run(Request.all(), new RunProgress()))
                .isInstanceOf(RebuildFailed.class)
                .hasMessageContaining("mediabuy.events.v1 partition 1 offset 0 cannot be read")
                .hasMessageContaining("The live tables are as they were");
    }

    @Test
    void a_plan_tells_and_changes_nothing() throws Exception {
        Plan plan = rebuild.plan(Request.all());

        assertThat(plan.events()).isEqualTo(topic.end(0) + topic.end(2));
        assertThat(plan.tables()).hasSize(Projections.all().size());
        assertThat(texts("SELECT rebuild_id::text FROM rebuilds")).isEmpty();
    }

    @Test
    void marked_tables_are_made_again_in_the_background_and_empty_ones_before_anything_else() throws Exception {
        Map<String, List<String>> before = rows();
        execute("UPDATE media_buys SET priority = 77");
        execute("TRUNCATE campaign_notes");
        execute("INSERT INTO rebuild_marks (table_name, revision) VALUES ('media_buys', 'a'), ('campaign_notes', 'b')");

        try (Refill refill = new Refill(live, topic.consumers(), Projections.all(), new Migrator(live))) {
            refill.begin(() -> false);
            assertThat(rows()).isEqualTo(before);
            assertThat(refill.await(java.time.Duration.ofMinutes(1))).isTrue();
        }
        assertThat(texts("SELECT table_name FROM rebuild_marks")).isEmpty();
    }

    @Test
    void rights_are_the_same_as_before() throws Exception {
        String role = "reader_of_" + live.schema();
        execute("CREATE ROLE " + role);
        execute("GRANT SELECT ON media_buys TO " + role);
        execute("GRANT UPDATE (name) ON creatives TO " + role);

        rebuild.run(Request.all(), new RunProgress());

        assertThat(texts(
                        "SELECT has_table_privilege('%s', 'media_buys', 'SELECT')::text || has_column_privilege('%s', 'creatives', 'name', 'UPDATE')::text || has_table_privilege('%s', 'creatives', 'SELECT')::text"
                                .formatted(role, role, role)))
                .containsExactly("truetruefalse");
    }

    @Test
    void it_does_not_switch_under_a_reader_who_would_not_see_the_last_rows() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> more = more();
        java.util.concurrent.CountDownLatch switching = new java.util.concurrent.CountDownLatch(3);
        Thread runs = new Thread(() -> {
            try {
                rebuild.run(Request.all(), new RunProgress(phase -> {
                    if (phase == Phase.SWITCHING) {
                        switching.countDown();
                    }
                }));
            } catch (Refused | RebuildFailed e) {
                throw new IllegalStateException(e);
            }
        });
        try (Connection reader = TestDatabase.connection(live.schema());
                java.sql.Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            // A look at the database, and at no table of ours.
            statement.execute("SELECT count(*) FROM pg_class");
            topic.add(0, more);
            project();
            runs.start();
            switching.await();
            try (java.sql.ResultSet row =
                    statement.executeQuery("SELECT count(*) FROM media_buys WHERE tenant_id = 'acme'")) {
                row.next();
                assertThat(row.getLong(1)).as("as it was when it looked").isPositive();
            }
            assertThat(runs.isAlive()).isTrue();
            reader.commit();
        }
        runs.join();
        assertThat(texts("SELECT state::text FROM rebuilds")).containsExactly("done");
    }

    /** What VACUUM takes of a table; that of autovacuum ends only when somebody waits for it for a second. */
    @Test
    void a_table_that_is_vacuumed_is_waited_for_longer_than_readers_could_be_kept_waiting() throws Exception {
        java.util.concurrent.atomic.AtomicInteger switches = new java.util.concurrent.atomic.AtomicInteger();
        Thread runs = new Thread(() -> {
            try {
                rebuild.run(Request.all(), new RunProgress(phase -> {
                    if (phase == Phase.SWITCHING) {
                        switches.incrementAndGet();
                    }
                }));
            } catch (Refused | RebuildFailed e) {
                throw new IllegalStateException(e);
            }
        });
        try (Connection vacuum = TestDatabase.connection(live.schema());
                java.sql.Statement statement = vacuum.createStatement()) {
            vacuum.setAutoCommit(false);
            statement.execute("LOCK TABLE media_buys IN SHARE UPDATE EXCLUSIVE MODE");
            runs.start();
            org.awaitility.Awaitility.await()
                    .until(() -> switches.get() > 1
                            || !texts(
                                            "SELECT pid::text FROM pg_locks WHERE NOT granted AND relation = 'media_buys'::regclass"
                                                    + " AND waitstart < clock_timestamp() - interval '700 milliseconds'")
                                    .isEmpty());
            vacuum.rollback();
        }
        runs.join();
        assertThat(switches).as("tries").hasValue(1);
        assertThat(texts("SELECT state::text FROM rebuilds")).containsExactly("done");
    }
}
