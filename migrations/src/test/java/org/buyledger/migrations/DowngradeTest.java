package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.buyledger.migrations.Migrator.Downgrade;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DowngradeTest {
    @TempDir
    Path folder;

    private final Schema schema = new Schema();

    @AfterEach
    void close() {
        schema.close();
    }

    @Test
    void what_was_taken_back_is_applied_again_any_number_of_times_also_after_its_file_changed() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        Migrator migrator = schema.migrator(lineage.graph());
        for (int round = 0; round < 3; round++) {
            migrator.upgrade("head", Upgrade.USUAL);
            assertThat(Schema.ids(migrator.downgrade("-2", Downgrade.USUAL))).containsExactly("c", "b");
            assertThat(schema.tables()).containsExactly("a");
            assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Pending", "c Pending");
        }
        Files.writeString(lineage.up(2, "b"), "-- revision: b   revises: a\nCREATE TABLE b (id bigint);");

        assertThat(Schema.ids(schema.migrator(lineage.graph()).upgrade("head", Upgrade.USUAL)))
                .containsExactly("b", "c");
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Success", "c Success");
        assertThat(Schema.ids(schema.migrator(lineage.graph()).downgrade("base", Downgrade.USUAL)))
                .containsExactly("c", "b", "a");
        assertThat(schema.tables()).isEmpty();
        assertThat(schema.trail()).hasSize(3 + 3 * 2 + 2 * 2 + 2 + 3);
    }

    @Test
    void a_failing_way_back_leaves_everything_as_it_was() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        Files.writeString(lineage.down(2, "b"), "DROP TABLE b; DROP TABLE nothing;");
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("head", Upgrade.USUAL);

        assertThatThrownBy(() -> migrator.downgrade("base", Downgrade.USUAL))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("U20260101000002__make_b.sql failed: table \"nothing\" does not exist")
                .hasMessageContaining("the schema stands at c (make c)")
                .hasMessageContaining("buyledger migrate downgrade base");

        assertThat(schema.tables()).containsExactly("a", "b", "c");
        assertThat(schema.trail()).endsWith("b down failed");
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Success", "c Success");
    }

    @Test
    void stepping_back_over_a_merge_takes_back_the_merge_alone() throws Exception {
        Lineage lineage = new Lineage(folder)
                .add("a", "revises:", "CREATE TABLE a (id int);", "DROP TABLE a;")
                .add("b", "revises: a", "CREATE TABLE b (id int);", "DROP TABLE b;")
                .add("c", "revises: a", "CREATE TABLE c (id int);", "DROP TABLE c;")
                .add("m", "revises: b, c", "-- Nothing to do.\n", null);
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("head", Upgrade.USUAL);

        assertThat(Schema.ids(migrator.downgrade("-1", Downgrade.USUAL))).containsExactly("m");

        assertThat(Schema.ids(migrator.graph().heads(migrator.standing().applied())))
                .containsExactly("b", "c");
        assertThat(schema.tables()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> migrator.downgrade("-1", Downgrade.USUAL)).isInstanceOf(Refused.class);
        assertThat(Schema.ids(migrator.downgrade("-1", new Downgrade(true, false, false, false, false))))
                .containsExactly("c");
    }

    @Test
    void what_has_no_way_back_is_refused_before_anything_is_taken_back() throws Exception {
        Lineage lineage = Lineage.abc(folder)
                .add("d", "revises: c\n-- one-way: values of an enum stay", "CREATE TYPE d AS ENUM ('x');", null)
                .add("e", "revises: d", "CREATE TABLE e (id int);", "DROP TABLE e;");
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("head", Upgrade.USUAL);

        assertThatThrownBy(() -> migrator.downgrade("b", Downgrade.USUAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("d (make d) has no way back: values of an enum stay")
                .hasMessageContaining("Nothing was changed");
        assertThat(schema.tables()).contains("e");

        assertThat(Schema.ids(migrator.downgrade("b", new Downgrade(false, false, false, false, true))))
                .containsExactly("e");
        assertThat(Schema.ids(migrator.downgrade("b", new Downgrade(false, false, false, true, false))))
                .containsExactly("d", "c");
        assertThat(schema.tables()).containsExactly("a", "b");
    }

    @Test
    void data_that_no_event_brings_back_is_lost_only_when_that_is_accepted() throws Exception {
        Lineage lineage = Lineage.abc(folder)
                .add("d", "revises: c   data: authoritative", "CREATE TABLE d (id int);", "DROP TABLE d;");
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("head", Upgrade.USUAL);

        assertThatThrownBy(() -> migrator.downgrade("-1", Downgrade.USUAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("--accept-loss");
        assertThat(Schema.ids(migrator.downgrade("-1", new Downgrade(false, false, true, false, false))))
                .containsExactly("d");
    }

    @Test
    void a_step_that_changes_what_the_events_put_there_marks_its_table() throws Exception {
        Lineage lineage = new Lineage(folder)
                .add(
                        "a",
                        "revises:",
                        "CREATE TABLE projection_positions (next_offset bigint);",
                        "DROP TABLE projection_positions;")
                .add("b", "revises: a   rebuild: buys", "CREATE TABLE buys (id int);", "DROP TABLE buys;")
                .add(
                        "c",
                        "revises: b   data: projected  rebuild: buys",
                        "ALTER TABLE buys ADD COLUMN c int;",
                        "-- rebuild: packages\nALTER TABLE buys DROP COLUMN c;");
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("head", Upgrade.USUAL);
        assertThat(marks()).as("nothing was projected yet").isEmpty();

        schema.execute("INSERT INTO projection_positions VALUES (7)");
        migrator.downgrade("-1", Downgrade.USUAL);
        assertThat(marks()).as("the way back says so itself").containsExactly("packages");
        migrator.upgrade("head", Upgrade.USUAL);
        assertThat(marks()).as("what was lost has to come back").containsExactly("buys", "packages");
    }

    @Test
    void what_the_head_of_a_way_back_says_is_as_good_as_at_the_head_of_the_way_up() throws Exception {
        Lineage lineage = new Lineage(folder)
                .add(
                        "a",
                        "revises:",
                        "CREATE TABLE projection_positions (next_offset bigint);",
                        "-- data: projected\nDROP TABLE projection_positions;")
                .add(
                        "b",
                        "revises: a",
                        "CREATE TABLE buys (id int);",
                        "-- data: projected   rebuild: buys   rebuild-back: packages\nDROP TABLE buys;")
                .add("c", "revises: b", "CREATE TABLE c (id int);", "-- data: authoritative\nDROP TABLE c;");
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("a", Upgrade.USUAL);
        schema.execute("INSERT INTO projection_positions VALUES (7)");
        migrator.upgrade("head", Upgrade.USUAL);
        assertThat(marks()).as("nothing was lost yet").isEmpty();

        assertThatThrownBy(() -> migrator.downgrade("-2", Downgrade.USUAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("c (make c) loses data");
        migrator.downgrade("-2", new Downgrade(false, false, true, false, false));
        assertThat(marks()).containsExactly("packages");
        migrator.upgrade("head", Upgrade.USUAL);
        assertThat(marks()).containsExactly("buys", "packages");
        Files.writeString(lineage.down(3, "c"), "-- data: some\nDROP TABLE c;");
        assertThatThrownBy(lineage::graph).hasMessageContaining("'data: some' is neither 'projected'");
        Files.writeString(lineage.down(2, "b"), "-- revises: a\nDROP TABLE buys;");
        assertThatThrownBy(lineage::graph).hasMessageContaining("'revises: a' is not an entry of a head");
    }

    private List<String> marks() {
        return schema.database.look(RebuildMarks::read);
    }
}
