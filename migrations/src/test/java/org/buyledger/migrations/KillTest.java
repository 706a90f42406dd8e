package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.GraphLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migrator that is killed in the middle leaves nothing that a person has to mend. */
class KillTest {
    @TempDir
    Path folder;

    private final Schema schema = new Schema();

    /** A migrator in a process of its own. */
    public static void main(String[] args) throws Exception {
        try (Database database = new Database(args[0], "postgres", "", args[1], 2, new SimpleMeterRegistry())) {
            Patience patience = new Patience(Duration.ofMinutes(1), 1, Duration.ofMillis(1));
            new Migrator(database, GraphLoader.load(Path.of(args[2])), patience).upgrade("head", Upgrade.USUAL);
        }
    }

    @AfterEach
    void close() {
        schema.close();
    }

    @Test
    void killed_in_a_transaction() throws Exception {
        Lineage lineage = Lineage.abc(folder).add("d", "revises: c", "SELECT pg_sleep(30);", "SELECT 1;");
        Process killed = start(schema, lineage);
        awaitWorker("%pg_sleep(30)%");
        killed.destroyForcibly().waitFor();
        lineage.add("e", "revises: c", "CREATE TABLE e (id int);", "DROP TABLE e;");

        assertThat(Schema.ids(schema.migrator(lineage.graph()).upgrade("e", Upgrade.USUAL)))
                .containsExactly("a", "b", "c", "e");
    }

    @Test
    void killed_while_it_makes_an_index() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        schema.migrator(lineage.graph()).upgrade("head", Upgrade.USUAL);
        lineage.add(
                        "d",
                        "revises: c",
                        "CREATE INDEX CONCURRENTLY IF NOT EXISTS by_id ON a (id);",
                        "DROP INDEX CONCURRENTLY by_id;")
                .outsideTransaction("d");
        try (Session other = schema.database.session("other")) {
            // Who writes keeps the index from being finished.
            other.execute("BEGIN");
            other.execute("INSERT INTO a VALUES (1)");
            Process killed = start(schema, lineage);
            awaitWorker("%CREATE INDEX CONCURRENTLY%");
            killed.destroyForcibly().waitFor();
            assertThat(schema.indexes()).as("begun, not finished").containsExactly("by_id");
            other.execute("COMMIT");
        }
        Migrator migrator = schema.migrator(lineage.graph());

        migrator.upgrade("head", Upgrade.USUAL);

        assertThat(Schema.ids(List.copyOf(migrator.standing().applied()))).endsWith("d");
        assertThat(schema.database.<Boolean>readOnly(
                        db -> db.fetchSingle("SELECT indisvalid FROM pg_index WHERE indexrelid = 'by_id'::regclass")
                                .get(0, boolean.class)))
                .isTrue();
    }

    /** Begins to upgrade to the head of a lineage, in a process of its own. */
    static Process start(Schema schema, Lineage lineage) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillTest.class.getName(),
                        Postgres.url(),
                        schema.database.schema(),
                        lineage.folder().toString())
                .inheritIO()
                .start();
    }

    private void awaitWorker(String query) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> schema.database.<Boolean>readOnly(db -> db.fetchSingle(
                                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = ? AND state = 'active' AND query ILIKE ?)",
                                MigrationLock.worker(schema.database.schema()),
                                query)
                        .get(0, boolean.class)));
    }
}
