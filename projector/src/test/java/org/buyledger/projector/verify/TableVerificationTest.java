package org.buyledger.projector.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Breakable;
import org.buyledger.projector.runner.DeadLetters;
import org.buyledger.projector.runner.DeadLetters.Choice;
import org.buyledger.projector.runner.PartitionProjector;
import org.buyledger.projector.verify.Difference.Column;
import org.buyledger.projector.verify.Difference.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables in a real PostgreSQL, held against a log; whatever is done to a row is found, and nothing else. */
class TableVerificationTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    private final Database database = TestDatabase.migrated();
    private final Batch batch = new Batch(database, Projections.all(), CommandResults::row);
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private long position;

    TableVerificationTest() {
        TestLog log = Streams.everything(new TestLog(), "acme");
        records = Streams.everything(log, "umbra").records();
        database.transaction(sql -> sql.insertInto(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.TOPIC, Topics.EVENTS)
                .set(PROJECTION_POSITIONS.PARTITION, 0)
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.EPOCH)
                .execute());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void apply(int count) {
        List<ConsumerRecord<byte[], byte[]>> next = records.stream()
                .filter(record -> record.offset() >= position)
                .limit(count)
                .toList();
        long to = next.getLast().offset() + 1;
        batch.apply(EVENTS, next, position, to);
        position = to;
    }

    private EventLog log(@Nullable String tenant) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        Node node = new Node(0, "none", 0);
        consumer.updatePartitions(
                Topics.EVENTS,
                List.of(new PartitionInfo(Topics.EVENTS, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(EVENTS, 0L));
        consumer.updateEndOffsets(Map.of(EVENTS, records.getLast().offset() + 1));
        feed(consumer);
        return new EventLog(consumer, tenant);
    }

    /** Some records for each poll, from where the consumer is. */
    private void feed(MockConsumer<byte[], byte[]> consumer) {
        consumer.schedulePollTask(() -> {
            if (consumer.assignment().contains(EVENTS)) {
                long at = consumer.position(EVENTS);
                records.stream()
                        .filter(record -> record.offset() >= at)
                        .limit(20)
                        .forEach(consumer::addRecord);
            }
            feed(consumer);
        });
    }

    private TableVerification.Report verify() {
        return verify(null, 0, (offsets, of) -> {});
    }

    private TableVerification.Report verify(@Nullable String tenant, long few, EventLog.Watcher watcher) {
        return new TableVerification(database, log(tenant), Projections.all(), tenant, few).run(5, watcher);
    }

    private void execute(String... statements) {
        try (Connection connection = TestDatabase.connection(database.schema());
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Difference> differences(TableVerification.Report report) {
        List<Difference> all = new ArrayList<>();
        report.tables().forEach(table -> all.addAll(table.differences()));
        return all;
    }

    private List<String> schemas() {
        return database.readOnly(
                sql -> sql.fetch("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE '%_verify'")
                        .getValues(0, String.class));
    }

    @Test
    void tables_that_are_as_the_log_makes_them() {
        apply(records.size());

        TableVerification.Report report = verify();

        assertThat(differences(report)).isEmpty();
        assertThat(report.different()).isZero();
        assertThat(report.events()).isEqualTo(records.size());
        assertThat(report.position()).isEqualTo(Map.of(EVENTS, position));
        assertThat(report.tables())
                .allSatisfy(table -> assertThat(table.rows())
                        .as(table.table())
                        .isEqualTo(TestDatabase.rows(database, table.table()).size())
                        .isPositive());
        assertThat(schemas()).isEmpty();
    }

    @Test
    void what_was_done_to_a_row_by_hand() {
        apply(records.size());
        execute(
                "UPDATE media_buys SET budget = 1, po_number = NULL WHERE tenant_id = 'acme' AND media_buy_id = 'mb_1'",
                "DELETE FROM campaign_notes WHERE tenant_id = 'umbra'",
                "INSERT INTO users SELECT tenant_id, 'zoe', email, name, role, NULL, revision, created_at, updated_at FROM users WHERE tenant_id = 'acme' AND user_id = 'ada'",
                "UPDATE audit_logs SET actor = 'user:nobody' WHERE tenant_id = 'acme' AND sequence = 3");

        TableVerification.Report report = verify();

        assertThat(differences(report))
                .containsExactlyInAnyOrder(
                        new Difference(
                                "media_buys",
                                List.of("acme", "mb_1"),
                                Kind.DIFFERENT,
                                List.of(new Column("po_number", null, "PO-7"), new Column("budget", "1", "6000"))),
                        new Difference("campaign_notes", List.of("umbra", "note_1"), Kind.MISSING, List.of()),
                        new Difference("users", List.of("acme", "zoe"), Kind.EXTRA, List.of()),
                        new Difference(
                                "audit_logs",
                                List.of("acme", "3", "2026-11-23 12:03:00+00"),
                                Kind.DIFFERENT,
                                List.of(new Column("actor", "user:nobody", "user:ada"))));
        assertThat(report.different()).isEqualTo(4);
    }

    @Test
    void of_one_tenant_alone() {
        apply(records.size());
        execute(
                "UPDATE media_buys SET priority = 1 WHERE media_buy_id = 'mb_1'",
                "DELETE FROM tenant_positions WHERE tenant_id = 'umbra'");

        assertThat(differences(verify("acme", 0, (offsets, of) -> {})))
                .extracting(Difference::table, Difference::key)
                .containsExactly(tuple("media_buys", List.of("acme", "mb_1")));
    }

    @Test
    void more_differences_than_are_told_are_counted() {
        apply(records.size());
        execute("UPDATE audit_logs SET hash = ''");

        TableVerification.Report report = verify();

        assertThat(report.different()).isEqualTo(records.size());
        assertThat(differences(report)).hasSize(5);
    }

    @Test
    void while_the_live_tables_go_on() {
        apply(30);
        assertThat(verify().position()).as("the log goes further").isEqualTo(Map.of(EVENTS, position));

        TableVerification.Report report = verify(null, 0, (offsets, of) -> {
            if (position <= records.getLast().offset()) {
                apply(7);
            }
        });

        assertThat(differences(report)).isEmpty();
        assertThat(report.events()).isGreaterThan(30);
    }

    @Test
    void a_month_that_was_detached_is_no_fault() {
        apply(records.size());
        execute("ALTER TABLE audit_logs DETACH PARTITION audit_logs_2026_11");

        assertThat(differences(verify())).isEmpty();
    }

    @Test
    void what_a_killed_run_has_left_is_no_hindrance_and_a_running_one_is() throws SQLException {
        apply(5);
        execute("CREATE SCHEMA " + database.schema() + "_verify");
        assertThat(differences(verify())).isEmpty();

        try (Connection other = TestDatabase.connection(database.schema());
                Statement sql = other.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtext('%s_verify'))".formatted(database.schema()));
            assertThatThrownBy(this::verify)
                    .isInstanceOf(CannotVerify.class)
                    .hasMessage("Another verify works on schema %s; wait until it is done.", database.schema());
        }
    }

    @Test
    void tables_that_are_ahead_of_the_log_are_not_compared() {
        apply(records.size());
        execute("UPDATE projection_positions SET next_offset = 100000");

        assertThatThrownBy(this::verify)
                .isInstanceOf(CannotVerify.class)
                .hasMessageStartingWith("The tables are at offset 100000 of mediabuy.events.v1-0, which ends at ");
        assertThat(schemas()).isEmpty();
    }

    @Test
    void events_that_are_parked_or_discarded_are_no_fault_and_told_apart() {
        Breakable products = new Breakable();
        products.breakAt(event -> event.envelope().subject().kind().equals("product"));
        PartitionProjector projector = new PartitionProjector(database, products.amongAll());
        projector.apply(records.subList(0, records.size() / 2));
        DeadLetters letters = new DeadLetters(database, products.amongAll());
        ProjectionDeadLettersRecord first = letters.list(Choice.ALL).getFirst();
        letters.discard(new Choice(first.getTenantId(), null, first.getSequence()), "ada@here", "a trial");
        projector.apply(records);

        TableVerification.Report report = verify();

        assertThat(report.different()).as(report.tables().toString()).isZero();
        assertThat(report.withheld().discarded()).isEqualTo(1);
        assertThat(report.withheld().parked()).isGreaterThan(2);
        execute(
                "DELETE FROM media_buys",
                "UPDATE audit_logs SET actor = 'x' WHERE sequence = %d".formatted(first.getSequence()));
        assertThat(verify().tables().stream()
                        .filter(table -> table.different() > 0)
                        .map(TableFindings::table))
                .as("damage beside it is found")
                .contains("audit_logs");
    }

    @Test
    void it_gives_up_when_parked_events_are_tried_again_meanwhile() {
        Breakable products = new Breakable();
        products.breakAt("product/home", 1);
        new PartitionProjector(database, products.amongAll()).apply(records);
        products.mend();
        DeadLetters letters = new DeadLetters(database, products.amongAll());

        assertThatThrownBy(() -> verify(null, 0, (offsets, of) -> letters.retry(Choice.ALL)))
                .isInstanceOf(CannotVerify.class)
                .hasMessageContaining("tried again or discarded meanwhile");
    }
}
