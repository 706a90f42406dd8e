package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;
import static org.buyledger.migrations.jooq.Tables.TENANT_POSITIONS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.audit.CommandResults;
import org.junit.jupiter.api.Test;

class AuditMonthsTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    private final Database database = TestDatabase.migrated();
    private final Batch batch = new Batch(database, Projections.all(), CommandResults::row);

    /** Eight events each in January 2024, in December 2025 up to its last moment, and in January 2026. */
    private static TestLog threeMonths() {
        TestLog log = new TestLog();
        Streams.catalogue(log.at(Instant.parse("2024-01-31T12:00:00Z")), "acme");
        Streams.catalogue(log.at(Instant.parse("2025-12-31T23:52:00Z")), "umbra");
        Streams.catalogue(log.at(Instant.parse("2025-12-31T23:59:00Z")), "zeta");
        return log;
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> records) {
        long from = database.transaction(sql -> Positions.read(sql, EVENTS));
        batch.apply(EVENTS, records, from, records.getLast().offset() + 1);
    }

    private List<String> partitions() {
        return values(
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_logs'::regclass ORDER BY 1");
    }

    private List<String> values(String query) {
        return database.readOnly(sql -> sql.fetch(query).map(row -> row.get(0, String.class)));
    }

    private List<String> tenants() {
        return database.readOnly(sql -> sql.select(AUDIT_LOGS.TENANT_ID)
                .from(AUDIT_LOGS)
                .groupBy(AUDIT_LOGS.TENANT_ID)
                .orderBy(AUDIT_LOGS.TENANT_ID)
                .fetch(AUDIT_LOGS.TENANT_ID));
    }

    @Test
    void months_are_made_before_their_first_event_is_written_old_ones_too() {
        apply(threeMonths().records());

        assertThat(partitions()).containsExactly("audit_logs_2024_01", "audit_logs_2025_12", "audit_logs_2026_01");
        assertThat(values("SELECT tableoid::regclass || ' ' || count(*) FROM audit_logs GROUP BY tableoid ORDER BY 1"))
                .containsExactly("audit_logs_2024_01 8", "audit_logs_2025_12 7", "audit_logs_2026_01 9");
    }

    @Test
    void a_month_has_every_index_of_the_whole() {
        apply(threeMonths().records());

        assertThat(values("SELECT count(*) FROM pg_index WHERE indrelid IN ('audit_logs'::regclass,"
                        + " 'audit_logs_2024_01'::regclass) GROUP BY indrelid"))
                .containsExactly("6", "6");
        assertThat(values("SELECT count(*) FROM pg_inherits i JOIN pg_index x ON x.indexrelid = i.inhrelid"
                        + " WHERE x.indrelid = 'audit_logs_2024_01'::regclass"))
                .as("attached to those of the whole")
                .containsExactly("6");
    }

    @Test
    void many_instances_may_make_the_same_months_at_once_while_others_read_and_write() {
        apply(threeMonths().records());
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(
                () -> database.transaction(sql -> {
                    sql.execute("UPDATE audit_logs SET partition = 1");
                    open.countDown();
                    return await(done);
                }),
                Thread::startVirtualThread);
        assertThat(await(open)).isTrue();

        Set<YearMonth> months = Set.of(YearMonth.of(2026, 2), YearMonth.of(2026, 3));
        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> new AuditMonths(database).make(months), Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new))
                .join();
        done.countDown();
        writer.join();

        assertThat(partitions()).contains("audit_logs_2026_02", "audit_logs_2026_03");
    }

    @Test
    void a_month_that_is_detached_as_the_guide_says_takes_its_rows_along_and_no_position() throws Exception {
        TestLog log = threeMonths();
        apply(log.records());
        for (String statement : guide("detach")) {
            execute(statement);
        }

        assertThat(partitions()).containsExactly("audit_logs_2025_12", "audit_logs_2026_01");
        assertThat(tenants()).containsExactly("umbra", "zeta");
        assertThat(database.<Integer>readOnly(sql -> sql.fetchCount(TENANT_POSITIONS)))
                .isEqualTo(3);

        int known = log.records().size();
        Streams.catalogue(log.at(Instant.parse("2026-02-01T00:00:00Z")), "xeno");
        apply(log.records().subList(known, log.records().size()));
        assertThat(tenants()).containsExactly("umbra", "xeno", "zeta");
    }

    @Test
    void events_of_a_detached_month_are_not_written_anywhere_until_it_is_attached_again() throws Exception {
        TestLog log = threeMonths();
        apply(log.records());
        execute(guide("detach").getFirst());
        int known = log.records().size();
        Streams.catalogue(log.at(Instant.parse("2024-01-01T00:00:00Z")), "late");
        List<ConsumerRecord<byte[], byte[]>> late =
                log.records().subList(known, log.records().size());

        assertThatThrownBy(() -> apply(late)).hasMessageContaining("no partition of relation \"audit_logs\" found");
        assertThatThrownBy(() -> apply(late))
                .hasMessage("Table audit_logs_2024_01 is not attached to audit_logs, and there are events of its month"
                        + " to write; attach it again, or drop it.");

        execute(guide("attach").getFirst());
        apply(late);
        assertThat(tenants()).containsExactly("acme", "late", "umbra", "zeta");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statements of the guide, each of one line. */
    private static List<String> guide(String mark) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/operating.md"));
        return lines.stream()
                .skip(lines.indexOf("<!-- " + mark + " -->") + 1L)
                .dropWhile(String::isEmpty)
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.strip().replaceFirst(";.*", ""))
                .toList();
    }

    /** Outside a transaction, as psql would. */
    private void execute(String statement) throws SQLException {
        try (Connection connection = TestDatabase.connection(database.schema());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
