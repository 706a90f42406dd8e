package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.buyledger.migrations.Migrator.Downgrade;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.Revision;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    @TempDir
    Path folder;

    private final Schema schema = new Schema();

    @AfterEach
    void close() {
        schema.close();
    }

    @Test
    void of_four_migrators_at_once_one_applies_and_the_others_find_nothing_to_do() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        List<Future<List<Revision>>> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                results.add(pool.submit(() -> {
                    try (Database own = Postgres.open(schema.database.schema())) {
                        return new Migrator(own, lineage.graph(), Patience.USUAL).upgrade("head", Upgrade.USUAL);
                    }
                }));
            }
        }
        List<Integer> counts = new ArrayList<>();
        for (Future<List<Revision>> result : results) {
            counts.add(result.get().size());
        }

        assertThat(counts).containsExactlyInAnyOrder(3, 0, 0, 0);
        assertThat(schema.trail()).containsExactly("a up done", "b up done", "c up done");
    }

    @Test
    void a_step_waits_only_a_little_for_a_lock_and_comes_back_later() throws Exception {
        Lineage lineage = Lineage.abc(folder)
                .add("d", "revises: c", "ALTER TABLE a ADD COLUMN d int;", "ALTER TABLE a DROP COLUMN d;");
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("c", Upgrade.USUAL);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> holder = other.submit(() -> schema.database.transaction(db -> {
                db.execute("LOCK TABLE a IN ACCESS SHARE MODE");
                held.countDown();
                return await(release);
            }));
            held.await();

            assertThatThrownBy(() -> migrator.upgrade("head", Upgrade.USUAL))
                    .isInstanceOf(MigrationFailed.class)
                    .hasMessageContaining("canceling statement due to lock timeout")
                    .hasMessageContaining("pg_stat_activity")
                    .hasMessageContaining("run again: buyledger migrate upgrade head");
            release.countDown();
            holder.get();
        }
        assertThat(Schema.ids(migrator.upgrade("head", Upgrade.USUAL))).containsExactly("d");
        assertThat(schema.trail()).endsWith("d up failed", "d up done");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void an_index_is_made_and_dropped_while_others_write() throws Exception {
        Lineage lineage = Lineage.abc(folder)
                .add(
                        "d",
                        "revises: c",
                        "CREATE INDEX CONCURRENTLY IF NOT EXISTS by_id ON a (id);",
                        "DROP INDEX CONCURRENTLY by_id;")
                .outsideTransaction("d")
                .add("e", "revises: d", "CREATE TABLE e (id int);", "DROP TABLE e;");
        Migrator migrator = schema.migrator(lineage.graph());

        assertThat(Schema.ids(migrator.upgrade("head", Upgrade.USUAL))).containsExactly("a", "b", "c", "d", "e");
        assertThat(schema.indexes()).containsExactly("by_id");
        assertThat(Schema.ids(migrator.downgrade("c", Downgrade.USUAL))).containsExactly("e", "d");
        assertThat(schema.indexes()).isEmpty();
        assertThat(schema.plainFlyway(lineage)).endsWith("d Pending", "e Pending");
    }

    @Test
    void an_index_that_cannot_be_made_leaves_no_debris_and_the_next_run_goes_on() throws Exception {
        Lineage lineage = Lineage.abc(folder)
                .add(
                        "d",
                        "revises: c",
                        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS by_id ON a (id);",
                        "DROP INDEX CONCURRENTLY by_id;")
                .outsideTransaction("d");
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("c", Upgrade.USUAL);
        schema.execute("INSERT INTO a VALUES (1), (1)");

        assertThatThrownBy(() -> migrator.upgrade("head", Upgrade.USUAL))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("Key (id)=(1) is duplicated")
                .hasMessageContaining("outside a transaction")
                .hasMessageContaining("The unfinished index by_id was dropped")
                .hasMessageContaining("the schema stands at c (make c)");
        assertThat(schema.indexes()).isEmpty();
        assertThat(schema.plainFlyway(lineage)).endsWith("c Success", "d Pending");

        schema.execute("DELETE FROM a");
        assertThat(Schema.ids(migrator.upgrade("head", Upgrade.USUAL))).containsExactly("d");
        assertThat(schema.indexes()).containsExactly("by_id");
    }

    @Test
    void what_another_left_half_done_is_healed_by_the_next_run() throws Exception {
        Lineage lineage = Lineage.abc(folder)
                .add(
                        "d",
                        "revises: c",
                        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS by_id ON a (id);",
                        "DROP INDEX CONCURRENTLY by_id;")
                .outsideTransaction("d");
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("c", Upgrade.USUAL);
        schema.execute("INSERT INTO a VALUES (1), (1)");
        // What Flyway alone leaves: an index that is not valid and a row that says so.
        Files.writeString(
                lineage.up(4, "d").resolveSibling("V20260101000004__make_d.sql.conf"), "executeInTransaction=false");
        assertThatThrownBy(() -> flyway(lineage).migrate()).hasMessageContaining("duplicated");
        assertThat(migrator.standing().failed()).hasSize(1);
        schema.execute("DELETE FROM a");

        assertThat(Schema.ids(migrator.upgrade("head", Upgrade.USUAL))).containsExactly("d");

        assertThat(schema.indexes()).containsExactly("by_id");
        assertThat(schema.plainFlyway(lineage)).endsWith("d Success");
    }

    private Flyway flyway(Lineage lineage) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(Postgres.url(), "postgres", "")
                .schemas(schema.database.schema())
                .locations("filesystem:" + lineage.folder().resolve("migration"))
                .placeholderReplacement(false);
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }
}
