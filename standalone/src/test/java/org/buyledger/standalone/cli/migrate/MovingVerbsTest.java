package org.buyledger.standalone.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.cli.migrate.Workshop.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that change what is applied, or what is said to be: upgrade, downgrade, stamp, ensure_version. */
class MovingVerbsTest {
    @TempDir
    Path temporary;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temporary);
    }

    @Test
    void upgrade_says_each_step_and_where_the_schema_stands() {
        shop.line();

        assertThat(shop.migrate("upgrade", "+2").lines())
                .containsExactly("applied a (make a)", "applied b (make b)", "the schema stands at b (make b)");
        assertThat(shop.migrate("upgrade", "head", "-o", "json").out())
                .isEqualToIgnoringNewLines("{\"applied\":[\"c\"],\"current\":[\"c\"],\"rebuild\":[]}");
        assertThat(shop.migrate("upgrade", "head").lines())
                .containsExactly("nothing to apply", "the schema stands at c (make c)");
        assertThat(shop.tables()).containsExactly("a", "b", "c");
    }

    @Test
    void upgrade_by_more_than_there_is_changes_nothing_unless_it_is_clamped() {
        shop.line();

        Said refused = shop.migrate("upgrade", "+4");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("'+4' asks for 4 revisions and there are only 3");
        assertThat(shop.tables()).isEmpty();

        assertThat(shop.migrate("upgrade", "+4", "--up-to").exitCode()).isZero();
        assertThat(shop.tables()).containsExactly("a", "b", "c");
    }

    @Test
    void upgrade_with_several_heads_names_them_and_the_ways_out() {
        Said said = shop.branches().migrate("upgrade", "head");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("b (make b), c (make c)", "buyledger migrate merge");
        assertThat(shop.migrate("upgrade", "left@head").lines()).contains("applied b (make b)");
        assertThat(shop.tables()).containsExactly("a", "b");
    }

    @Test
    void a_step_that_fails_is_told_with_what_to_do_and_what_was_done_before_it() {
        shop.table("a", "").revision("b", "revises: a", "CREATE TABLE a (x int);", "-- none");

        Said all = shop.migrate("upgrade", "head");
        assertThat(all.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(all.err())
                .contains(
                        "V20260101000001__make_b.sql failed: relation \"a\" already exists",
                        "again: buyledger migrate upgrade head");
        assertThat(shop.tables()).isEmpty();

        Said each = shop.migrate("upgrade", "head", "--per-revision");
        assertThat(each.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(each.lines()).containsExactly("applied a (make a)", "the schema stands at a (make a)");
        assertThat(shop.tables()).containsExactly("a");
    }

    @Test
    void a_target_that_begins_with_a_dash_is_taken_as_it_is_typed() {
        shop.line().migrate("upgrade", "head");

        assertThat(shop.migrate("downgrade", "-1").lines())
                .containsExactly("took back c (make c)", "the schema stands at b (make b)");
        assertThat(shop.migrate("downgrade", "-2", "-o", "json").out())
                .isEqualToIgnoringNewLines("{\"taken_back\":[\"b\",\"a\"],\"current\":[],\"rebuild\":[]}");
        assertThat(shop.tables()).isEmpty();
        assertThat(shop.migrate("downgrade", "base").lines())
                .containsExactly("nothing to take back", "the schema stands at base");
    }

    @Test
    void what_looks_like_an_option_and_is_none_is_no_target() {
        shop.line().migrate("upgrade", "head");

        Said said = shop.migrate("downgrade", "--acept-loss", "-1");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("there is no option '--acept-loss'");
        assertThat(shop.tables()).hasSize(3);
    }

    @Test
    void downgrade_by_more_than_there_is_changes_nothing() {
        shop.line().migrate("upgrade", "b");

        Said said = shop.migrate("downgrade", "-3");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("'-3' takes back 3 revisions and there are only 2");
        assertThat(shop.tables()).containsExactly("a", "b");
    }

    @Test
    void downgrade_steps_back_over_a_merge_to_both_of_its_branches() {
        shop.diamond().migrate("upgrade", "head");

        assertThat(shop.migrate("downgrade", "-1").lines())
                .containsExactly("took back m (make m)", "the schema stands at b (make b), c (make c)");
        assertThat(shop.migrate("downgrade", "-1").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(shop.migrate("downgrade", "-1", "--latest-applied").exitCode())
                .isZero();
        assertThat(shop.tables()).containsExactly("a", "b");
    }

    @Test
    void what_has_no_way_back_or_loses_data_wants_to_be_asked_for() {
        shop.table("a", "")
                .revision("b", "revises: a   one-way: mail cannot be unsent", "CREATE TABLE b (x int);", "")
                .revision("c", "revises: b   data: authoritative", "CREATE TABLE c (x int);", "DROP TABLE c;")
                .migrate("upgrade", "head");

        assertThat(shop.migrate("downgrade", "b").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(shop.migrate("downgrade", "b", "--accept-loss").exitCode()).isZero();
        assertThat(shop.migrate("downgrade", "base").err())
                .contains("b (make b) has no way back: mail cannot be unsent");
        assertThat(shop.migrate("downgrade", "base", "--stop-before").lines())
                .containsExactly("nothing to take back", "the schema stands at b (make b)");
        assertThat(shop.migrate("downgrade", "base", "--accept-one-way").lines())
                .startsWith("no longer said to be applied: b (make b); what it made stays", "took back a (make a)");
        assertThat(shop.tables()).containsExactly("b");
    }

    @Test
    void what_the_projector_has_to_do_next_is_told() {
        shop.revision(
                        "a",
                        "",
                        "CREATE TABLE projection_positions (next_offset bigint); INSERT INTO projection_positions VALUES (7);",
                        "DROP TABLE projection_positions;")
                .revision("b", "revises: a   rebuild: users", "SELECT 1;", "SELECT 1;");

        assertThat(shop.migrate("upgrade", "head").lines())
                .last()
                .isEqualTo("the projector fills users again from the events when it starts");
        assertThat(shop.migrate("upgrade", "head", "-o", "json").ids("rebuild")).containsExactly("users");
    }

    @Test
    void stamp_records_and_runs_nothing() {
        shop.line();

        assertThat(shop.migrate("stamp", "b").lines())
                .containsExactly(
                        "recorded as applied: a (make a)",
                        "recorded as applied: b (make b)",
                        "the schema stands at b (make b)");
        assertThat(shop.migrate("stamp", "base", "-o", "json").out())
                .isEqualToIgnoringNewLines(
                        "{\"added\":[],\"removed\":[\"b\",\"a\"],\"unknown\":[],\"current\":[],\"rebuild\":[]}");
        assertThat(shop.tables()).isEmpty();
    }

    @Test
    void stamp_at_a_revision_and_one_that_stands_on_it_is_refused() {
        Said said = shop.line().migrate("stamp", "a", "c");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("c (make c) stands on a (make a)");
    }

    @Test
    void stamp_forgets_what_no_file_has() {
        shop.branches().table("x", "revises: b").migrate("upgrade", "heads");
        shop.remove("x");

        shop.table("y", "revises: c");
        Said refused = shop.migrate("upgrade", "heads");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("20260101000003 make x", "buyledger migrate stamp heads");

        assertThat(shop.migrate("stamp", "c").lines())
                .containsExactly(
                        "no longer recorded: 20260101000003 (make x), which no file has",
                        "the schema stands at b (make b), c (make c)");
        assertThat(shop.migrate("upgrade", "heads").exitCode()).isZero();
    }

    @Test
    void stamp_purge_forgets_all_that_was_recorded() {
        shop.branches().migrate("upgrade", "heads");

        assertThat(shop.migrate("stamp", "c", "--purge").exitCode()).isZero();
        assertThat(shop.migrate("current").lines()).containsExactly("c (head), make c", "1 pending");
    }

    @Test
    void ensure_version_can_be_said_again_and_again() {
        shop.line();

        assertThat(shop.migrate("ensure_version").exitCode()).isZero();
        assertThat(shop.migrate("ensure_version", "-o", "json").out())
                .isEqualToIgnoringNewLines("{\"current\":[],\"rebuild\":[]}");
        assertThat(shop.query("SELECT to_regclass('flyway_schema_history')")).containsExactly("flyway_schema_history");
    }

    @Test
    void sql_prints_the_script_and_looks_at_no_database() {
        shop.line().set("BUYLEDGER_DB_URL", "jdbc:postgresql://localhost:1/none");

        assertThat(shop.migrate("upgrade", "a:c", "--sql").out())
                .startsWith("-- buyledger migrate upgrade a:c --sql: applies 2 revision(s)")
                .contains("CREATE TABLE b (x int);", "CREATE TABLE c (x int);")
                .doesNotContain("CREATE TABLE a ");
        assertThat(shop.migrate("downgrade", "c:a", "--sql").out()).contains("DROP TABLE c;", "DROP TABLE b;");
        assertThat(shop.migrate("stamp", "b", "--sql", "-o", "json")
                        .json()
                        .path("sql")
                        .asString())
                .contains("'stamped'");
    }

    @Test
    void sql_without_what_it_needs_is_refused() {
        shop.line();

        Said downgrade = shop.migrate("downgrade", "a", "--sql");
        assertThat(downgrade.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(downgrade.out()).isEmpty();
        assertThat(downgrade.err()).contains("'a' is no range");
        assertThat(shop.migrate("stamp", "a", "--sql", "--purge").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(shop.migrate("upgrade", "a:c").err()).contains("goes with --sql only");
    }
}
