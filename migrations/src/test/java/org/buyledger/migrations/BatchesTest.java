package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.buyledger.migrations.Migrator.Downgrade;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.Revision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many rows are changed batch by batch: what is done stays done, and all can see how far it is. */
class BatchesTest {
    private static final String BATCH =
            "UPDATE a SET b = id WHERE id IN (SELECT id FROM a WHERE b IS NULL ORDER BY id LIMIT $1)";
    private static final String FILL = "CALL work_in_batches('" + BATCH + "', 1000);";

    @TempDir
    Path folder;

    private final Schema schema = new Schema();

    /** The procedure of our own revisions, and 5,000 rows to change. */
    private Lineage lineage() throws Exception {
        Revision procedure = PackagedRevisions.load().revisions().stream()
                .filter(one -> one.slug().equals("create_work_in_batches"))
                .findFirst()
                .orElseThrow();
        return new Lineage(folder)
                .add(
                        "p",
                        "revises:",
                        procedure.up().text().lines().skip(1).reduce("", (a, b) -> a + b + "\n"),
                        procedure.wayBack().orElseThrow().text())
                .add(
                        "a",
                        "revises: p",
                        "CREATE TABLE a (id int PRIMARY KEY, b int); INSERT INTO a SELECT generate_series(1, 5000);",
                        "DROP TABLE a;");
    }

    @BeforeEach
    void make() throws Exception {
        schema.migrator(lineage().graph()).upgrade("head", Upgrade.USUAL);
    }

    @AfterEach
    void close() {
        schema.close();
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(Postgres.url(), "postgres", "");
        connection.setSchema(schema.database.schema());
        return connection;
    }

    private static List<String> notices(Statement statement) throws SQLException {
        List<String> notices = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            notices.add(warning.getMessage());
        }
        return notices;
    }

    private int filled() {
        return schema.count("a WHERE b = id");
    }

    private String progress() {
        return schema.database.readOnly(db -> db
                .fetch(
                        "SELECT rows_done || CASE WHEN finished_at IS NULL THEN '' ELSE ' finished' END FROM batch_progress")
                .getValues(0, String.class)
                .stream()
                .findFirst()
                .orElse(""));
    }

    @Test
    void each_batch_is_told_and_when_nothing_is_left_it_ends() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(FILL);
            assertThat(notices(statement))
                    .containsExactly(
                            "1000 rows are done",
                            "2000 rows are done",
                            "3000 rows are done",
                            "4000 rows are done",
                            "5000 rows are done");
            assertThat(progress()).isEqualTo("5000 finished");
            assertThat(filled()).isEqualTo(5000);

            statement.execute("UPDATE a SET b = NULL WHERE id <= 7");
            statement.execute(FILL);
            assertThat(progress()).as("a run of its own").isEqualTo("7 finished");
        }
    }

    @Test
    void it_is_refused_in_a_transaction_and_says_how_it_is_called() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute(FILL))
                    .hasMessageContaining("cannot be called inside a transaction")
                    .hasMessageContaining("executeInTransaction=false");
        }
        assertThat(filled()).isZero();
        Lineage lineage = lineage().add("f", "revises: a", FILL, "-- It may stay.\n");
        assertThatThrownBy(lineage::graph)
                .hasMessageContaining("CALL work_in_batches works outside a transaction only")
                .hasMessageContaining("V20260101000003__make_f.sql.conf");
    }

    @Test
    void a_batch_that_does_not_get_its_locks_is_tried_again() throws Exception {
        try (Session other = schema.database.session("other");
                Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = 50");
            other.execute("BEGIN");
            other.execute("UPDATE a SET b = NULL WHERE id = 1500");
            assertThatThrownBy(() -> statement.execute(FILL)).as("not for ever").hasMessageContaining("lock timeout");
            assertThat(filled()).as("what was done before").isEqualTo(1000);

            statement.execute("SET lock_timeout = 500");
            Thread waiting = Thread.ofVirtual().start(() -> {
                awaitProgress("1000");
                Awaitility.await().until(() -> isWaiting());
                other.execute("COMMIT");
            });
            statement.execute(FILL);
            waiting.join();
        }
        assertThat(filled()).isEqualTo(5000);
        assertThat(progress()).isEqualTo("5000 finished");
    }

    @Test
    void killed_in_the_middle_it_keeps_the_batches_that_are_done_and_goes_on_with_the_rest() throws Exception {
        Lineage lineage = lineage().add("f", "revises: a", FILL, "-- It may stay.\n");
        lineage.outsideTransaction("f");
        try (Session other = schema.database.session("other")) {
            other.execute("BEGIN");
            other.execute("UPDATE a SET b = NULL WHERE id = 3500");
            Process killed = KillTest.start(schema, lineage);
            awaitProgress("3000");
            killed.destroyForcibly().waitFor();
            assertThat(filled()).isEqualTo(3000);
            other.execute("ROLLBACK");
        }
        Migrator migrator = schema.migrator(lineage.graph());

        assertThat(Schema.ids(migrator.upgrade("head", Upgrade.USUAL))).containsExactly("f");

        assertThat(filled()).isEqualTo(5000);
        assertThat(progress()).as("both runs").isEqualTo("5000 finished");
        assertThat(schema.trail()).endsWith("f up done");
        migrator.downgrade("-1", Downgrade.USUAL);
        schema.execute("UPDATE a SET b = NULL WHERE id > 4000");
        migrator.upgrade("head", Upgrade.USUAL);
        assertThat(filled()).isEqualTo(5000);
        assertThat(progress()).isEqualTo("1000 finished");
    }

    private void awaitProgress(String progress) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> progress().equals(progress));
    }

    private boolean isWaiting() {
        return schema.database.<Boolean>readOnly(db -> db.fetchSingle(
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'CALL work_in_batches%')")
                .get(0, boolean.class));
    }
}
