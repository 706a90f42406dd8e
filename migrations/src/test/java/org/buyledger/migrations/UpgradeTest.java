package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeTest {
    private static final Upgrade PER_REVISION = new Upgrade(false, true);

    @TempDir
    Path folder;

    private final Schema schema = new Schema();

    @AfterEach
    void close() {
        schema.close();
    }

    @Test
    void an_upgrade_applies_what_is_missing_in_order_and_records_each_step() throws Exception {
        Lineage lineage = Lineage.abc(folder);

        assertThat(Schema.ids(schema.migrator(lineage.graph()).upgrade("+2", Upgrade.USUAL)))
                .containsExactly("a", "b");
        assertThat(schema.tables()).containsExactly("a", "b");
        assertThat(Schema.ids(schema.migrator(lineage.graph()).upgrade("head", Upgrade.USUAL)))
                .containsExactly("c");
        assertThat(schema.migrator(lineage.graph()).upgrade("head", Upgrade.USUAL))
                .isEmpty();

        assertThat(schema.tables()).containsExactly("a", "b", "c");
        assertThat(schema.trail()).containsExactly("a up done", "b up done", "c up done");
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Success", "c Success");
    }

    @Test
    void a_failing_revision_leaves_nothing_of_the_plan_and_says_what_to_run() throws Exception {
        Lineage lineage = Lineage.abc(folder).add("d", "revises: c", "SELECT 1/0;", "SELECT 1;");
        Migrator migrator = schema.migrator(lineage.graph());

        assertThatThrownBy(() -> migrator.upgrade("head", Upgrade.USUAL))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("V20260101000004__make_d.sql failed: division by zero (SQLSTATE 22012)")
                .hasMessageContaining("the schema stands at base")
                .hasMessageContaining("run again: buyledger migrate upgrade head");

        assertThat(schema.tables()).isEmpty();
        assertThat(migrator.standing().applied()).isEmpty();
        assertThat(schema.trail()).containsExactly("d up failed");

        Files.writeString(lineage.up(4, "d"), "-- revision: d   revises: c\nCREATE TABLE d (id int);");
        assertThat(schema.migrator(lineage.graph()).upgrade("head", Upgrade.USUAL))
                .hasSize(4);
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Success", "c Success", "d Success");
    }

    @Test
    void each_revision_in_its_own_transaction_keeps_those_before_the_failing_one() throws Exception {
        Lineage lineage = Lineage.abc(folder).add("d", "revises: c", "SELECT 1/0;", "SELECT 1;");
        Migrator migrator = schema.migrator(lineage.graph());

        assertThatThrownBy(() -> migrator.upgrade("head", PER_REVISION))
                .asInstanceOf(type(MigrationFailed.class))
                .satisfies(failed -> assertThat(Schema.ids(failed.done())).containsExactly("a", "b", "c"))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("3 revision(s) before it are done and stay done; the schema stands at c (make c)");

        assertThat(schema.tables()).containsExactly("a", "b", "c");
    }

    @Test
    void of_neighbours_outside_transactions_those_before_the_failing_one_stay_and_the_next_run_goes_on()
            throws Exception {
        Lineage lineage = Lineage.abc(folder)
                .add(
                        "d",
                        "revises: c",
                        "CREATE INDEX CONCURRENTLY IF NOT EXISTS by_d ON a (id);",
                        "DROP INDEX CONCURRENTLY IF EXISTS by_d;")
                .outsideTransaction("d")
                .add(
                        "e",
                        "revises: d",
                        "CREATE INDEX CONCURRENTLY IF NOT EXISTS by_e ON a (nothing);",
                        "DROP INDEX CONCURRENTLY IF EXISTS by_e;")
                .outsideTransaction("e")
                .add(
                        "f",
                        "revises: e",
                        "CREATE INDEX CONCURRENTLY IF NOT EXISTS by_f ON b (id);",
                        "DROP INDEX CONCURRENTLY IF EXISTS by_f;")
                .outsideTransaction("f");
        Migrator migrator = schema.migrator(lineage.graph());

        assertThatThrownBy(() -> migrator.upgrade("head", Upgrade.USUAL))
                .asInstanceOf(type(MigrationFailed.class))
                .satisfies(failed -> assertThat(Schema.ids(failed.done())).containsExactly("a", "b", "c", "d"))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("V20260101000005__make_e.sql failed", "the schema stands at d (make d)");
        assertThat(schema.indexes()).containsExactly("by_d");

        Files.writeString(
                lineage.up(5, "e"),
                "-- revision: e   revises: d\nCREATE INDEX CONCURRENTLY IF NOT EXISTS by_e ON a (id);\n");
        assertThat(Schema.ids(schema.migrator(lineage.graph()).upgrade("head", Upgrade.USUAL)))
                .containsExactly("e", "f");
        assertThat(schema.indexes()).containsExactly("by_d", "by_e", "by_f");
        assertThat(schema.trail())
                .containsExactly(
                        "a up done", "b up done", "c up done", "d up done", "e up failed", "e up done", "f up done");
        assertThat(schema.plainFlyway(lineage)).hasSize(6).allMatch(line -> line.endsWith("Success"));
    }

    @Test
    void branches_are_applied_one_by_one_in_any_order_and_joined_by_a_merge() throws Exception {
        Lineage lineage = new Lineage(folder)
                .add("a", "revises:", "CREATE TABLE a (id int);", "DROP TABLE a;")
                .add("b", "revises: a   label: left", "CREATE TABLE b (id int);", "DROP TABLE b;")
                .add("c", "revises: a   label: right", "CREATE TABLE c (id int);", "DROP TABLE c;");
        Migrator migrator = schema.migrator(lineage.graph());

        assertThat(Schema.ids(migrator.upgrade("right@head", Upgrade.USUAL))).containsExactly("a", "c");
        assertThatThrownBy(() -> migrator.upgrade("head", Upgrade.USUAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("there are 2 heads")
                .hasMessageContaining("buyledger migrate merge");
        assertThat(Schema.ids(migrator.upgrade("heads", Upgrade.USUAL))).containsExactly("b");
        lineage.add("m", "revises: b, c", "-- Nothing to do.\n", null);
        assertThat(Schema.ids(schema.migrator(lineage.graph()).upgrade("head", Upgrade.USUAL)))
                .containsExactly("m");

        assertThat(schema.plainFlyway(lineage))
                .containsExactly("a Success", "b Out of Order", "c Success", "m Success");
    }

    @Test
    void a_file_that_is_not_what_was_applied_stops_the_upgrade_until_it_is_stamped() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        schema.migrator(lineage.graph()).upgrade("b", Upgrade.USUAL);
        Files.writeString(lineage.up(1, "a"), "-- revision: a   revises:\nCREATE TABLE a (id bigint);");
        Migrator migrator = schema.migrator(lineage.graph());

        assertThatThrownBy(() -> migrator.upgrade("head", Upgrade.USUAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not what was applied to the database: V20260101000001__make_a.sql")
                .hasMessageContaining("buyledger migrate stamp");
        assertThat(schema.tables()).containsExactly("a", "b");

        migrator.stamp(List.of("b"), false);
        assertThat(Schema.ids(migrator.upgrade("head", Upgrade.USUAL))).containsExactly("c");
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Out of Order", "b Success", "c Success");
    }

    @Test
    void a_revision_that_no_file_has_stops_an_upgrade_and_is_named() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        schema.migrator(lineage.graph()).upgrade("b", Upgrade.USUAL);
        Files.delete(lineage.up(2, "b"));
        Files.delete(lineage.down(2, "b"));
        Files.writeString(lineage.up(3, "c"), "-- revision: c   revises: a\nCREATE TABLE c (id int);");
        Migrator migrator = schema.migrator(lineage.graph());

        assertThatThrownBy(() -> migrator.upgrade("head", Upgrade.USUAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("1 revision(s) that no file here has: 20260101000002 make b")
                .hasMessageContaining("buyledger migrate stamp heads");
        assertThat(migrator.standing().unknown()).hasSize(1);
    }

    @Test
    void a_schema_that_has_tables_of_somebody_else_is_taken_on() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        schema.execute("CREATE SCHEMA " + schema.database.schema());
        schema.execute("CREATE TABLE a (id int)");
        Migrator migrator = schema.migrator(lineage.graph());

        migrator.stamp(List.of("a"), false);
        assertThat(Schema.ids(migrator.upgrade("head", Upgrade.USUAL))).containsExactly("b", "c");

        assertThat(schema.tables()).containsExactly("a", "b", "c");
        assertThat(schema.plainFlyway(lineage)).contains("a Success", "b Success", "c Success");
        assertThat(migrator.standing().unknown()).isEmpty();
        assertThat(Schema.ids(migrator.downgrade("base", Migrator.Downgrade.USUAL)))
                .containsExactly("c", "b", "a");
    }
}
