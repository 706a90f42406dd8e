package org.buyledger.standalone.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.cli.migrate.Workshop.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that write files: revision, merge, edit. */
class WritingVerbsTest {
    @TempDir
    Path temporary;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temporary);
    }

    /** The file of a kind that was written last. */
    private String last(String of) {
        return shop.files(of).getLast();
    }

    private String text(String of, String file) {
        return shop.read(shop.folder().resolve(of).resolve(file));
    }

    @Test
    void revision_writes_the_way_there_and_the_way_back_above_the_head() {
        shop.line();
        String before = DateTimeFormatter.ofPattern("uuuuMMddHHmmss").format(LocalDateTime.now(ZoneOffset.UTC));

        Said said = shop.migrate("revision", "-m", "Add products' priority");

        assertThat(said.exitCode()).isZero();
        String up = last("migration");
        assertThat(up).matches("V\\d{14}__add_products_priority\\.sql").isGreaterThanOrEqualTo("V" + before);
        assertThat(text("migration", up))
                .matches("-- revision: [0-9a-f]{12}   revises: c\n-- Add products' priority\\.\n\n");
        assertThat(last("undo")).isEqualTo("U" + up.substring(1));
        assertThat(text("undo", last("undo"))).startsWith("-- Takes back ").contains(up);
        assertThat(said.lines())
                .containsExactly(
                        "wrote " + shop.folder().resolve("migration").resolve(up),
                        "wrote " + shop.folder().resolve("undo").resolve(last("undo")));
    }

    @Test
    void what_was_written_is_applied_without_anything_in_between() {
        shop.line().migrate("revision", "-m", "add d", "--rev-id", "d");
        shop.write("migration/" + last("migration"), text("migration", last("migration")) + "CREATE TABLE d (x int);");
        shop.write("undo/" + last("undo"), "DROP TABLE d;");

        assertThat(shop.migrate("upgrade", "head").lines()).contains("applied d (add d)");
        assertThat(shop.migrate("downgrade", "-1").lines()).contains("took back d (add d)");
        assertThat(shop.tables()).containsExactly("a", "b", "c");
    }

    @Test
    void a_version_is_later_than_what_it_stands_on_whatever_the_clock_says() {
        shop.write("migration/V29990101000059__make_f.sql", "-- revision: f\n");

        Said said = shop.migrate("revision", "-m", "next", "--rev-id", "g", "-o", "json");

        assertThat(said.json().at("/revision/version").asString()).isEqualTo("29990101000060");
        assertThat(said.json().at("/revision/revises").toString()).isEqualTo("[\"f\"]");
        assertThat(said.ids("files")).hasSize(2);
    }

    @Test
    void all_that_a_head_can_say_is_written_into_it() {
        shop.branches()
                .migrate(
                        "revision",
                        "-m",
                        "Index c.",
                        "--head",
                        "c",
                        "--label",
                        "right",
                        "--depends-on",
                        "left",
                        "--no-transaction",
                        "--one-way",
                        "nobody  wants it back",
                        "--rev-id",
                        "d");

        assertThat(text("migration", "V" + last("migration").substring(1).replace(".conf", "")))
                .isEqualTo("""
                        -- revision: d   revises: c
                        -- label: right
                        -- depends-on: b
                        -- one-way: nobody wants it back
                        -- Index c.

                        """);
        assertThat(text("migration", last("migration"))).isEqualTo("executeInTransaction=false\n");
        assertThat(shop.files("undo")).hasSize(3);
    }

    @Test
    void with_several_heads_one_has_to_be_chosen() {
        Said said = shop.branches().migrate("revision", "-m", "more");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("b (make b), c (make c)", "--head", "buyledger migrate merge");
        assertThat(shop.migrate("revision", "-m", "more", "--head", "left").exitCode())
                .isZero();
        assertThat(shop.migrate("heads").lines()).hasSize(2);
    }

    @Test
    void another_branch_begins_only_where_it_is_asked_for() {
        shop.line();

        Said said = shop.migrate("revision", "-m", "more", "--head", "a");
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("a (make a) is no head: b (make b) stands on it. --splice");

        assertThat(shop.migrate("revision", "-m", "more", "--head", "a", "--splice")
                        .exitCode())
                .isZero();
        assertThat(shop.migrate("revision", "-m", "apart", "--head", "base").exitCode())
                .isZero();
        assertThat(shop.migrate("heads").lines()).hasSize(3);
    }

    @Test
    void nothing_is_left_of_a_revision_that_cannot_be() {
        shop.line();
        List<String> before = shop.files("migration");

        Said said = shop.migrate("revision", "-m", "more", "--rev-id", "a");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("Nothing was written, because then: ", "revision a is in ");
        assertThat(shop.migrate("revision", "-m", "more", "--rev-id", "x@1").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(shop.migrate("revision", "-m", "...").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(shop.files("migration")).isEqualTo(before);
        assertThat(shop.files("undo")).hasSize(3);
    }

    @Test
    void merge_joins_all_heads() {
        shop.branches();

        Said said = shop.migrate("merge", "-m", "join both");

        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(text("migration", last("migration")))
                .matches("-- revision: [0-9a-f]{12}   revises: b, c\n-- join both\\.\n");
        assertThat(shop.files("undo")).hasSize(3);
        assertThat(shop.migrate("upgrade", "head").exitCode()).isZero();
        assertThat(shop.migrate("current").lines()).hasSize(1);
    }

    @Test
    void merge_takes_some_of_the_heads_and_has_a_name_by_itself() {
        shop.branches().table("d", "revises: a");

        Said said = shop.migrate("merge", "left", "d", "--rev-id", "m", "-o", "json");

        assertThat(said.json().at("/revision/name").asString()).isEqualTo("merge b and d");
        assertThat(shop.migrate("heads").lines())
                .containsExactly("c (head), make c", "m (head) (mergepoint), merge b and d");
    }

    @Test
    void merge_names_what_both_branches_touch() {
        shop.table("a", "")
                .revision("b", "revises: a", "ALTER TABLE a ADD COLUMN y int;", "ALTER TABLE a DROP COLUMN y;")
                .revision(
                        "c", "revises: a", "-- UPDATE other SET x = 1;\nCREATE INDEX a_x ON a (x);", "DROP INDEX a_x;");

        Said said = shop.migrate("merge");

        assertThat(said.exitCode()).isZero();
        assertThat(said.err())
                .startsWith(
                        "More than one of the branches touches a: V20260101000001__make_b.sql, V20260101000002__make_c.sql.")
                .hasLineCount(1);
    }

    @Test
    void merge_of_one_head_or_of_what_stands_on_the_other_is_refused() {
        shop.line();

        assertThat(shop.migrate("merge").err()).contains("nothing to merge: that is 1 revision(s), c (make c)");
        assertThat(shop.migrate("merge", "b", "c").err()).contains("b (make b) is no head: c (make c) stands on it");
        assertThat(shop.migrate("merge", "b", "c", "--splice").err())
                .contains("c (make c) stands on b (make b) already");
        assertThat(shop.migrate("merge", "b", "c", "--splice").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(shop.files("migration")).hasSize(3);
    }

    @Test
    void edit_opens_both_files_in_the_editor_of_the_environment() throws IOException {
        Path editor = temporary.resolve("editor");
        Files.writeString(editor, "#!/bin/sh\nfor file in \"$@\"; do echo '-- seen' >>\"$file\"; done\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        shop.line().set("EDITOR", editor.toString());

        assertThat(shop.migrate("edit", "b").exitCode()).isZero();
        assertThat(text("migration", "V20260101000001__make_b.sql")).endsWith("-- seen\n");
        assertThat(text("undo", "U20260101000001__make_b.sql")).endsWith("-- seen\n");
        assertThat(shop.migrate("edit", "head", "-o", "json").ids("files")).hasSize(2);
    }

    @Test
    void edit_says_when_there_is_nothing_to_open_or_the_editor_fails() {
        shop.line();

        Said said = shop.migrate("edit", "current");
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("There are no current revisions");

        Said failed = shop.set("VISUAL", "false").migrate("edit", "head");
        assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err()).contains("The editor 'false' ended with 1");
    }

    @Test
    void what_is_built_in_cannot_be_written() {
        shop.set("BUYLEDGER_MIGRATIONS_DIR", "");

        Said said = shop.migrate("revision", "-m", "more");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("--directory", "BUYLEDGER_MIGRATIONS_DIR");
    }
}
