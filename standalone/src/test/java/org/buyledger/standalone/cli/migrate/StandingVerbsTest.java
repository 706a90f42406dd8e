package org.buyledger.standalone.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.cli.migrate.Workshop.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs that only look: current, history, heads, branches, show. */
class StandingVerbsTest {
    @TempDir
    Path temporary;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temporary);
    }

    @Test
    void current_works_without_a_schema_and_makes_none() {
        shop.line();

        Said said = shop.migrate("current");

        assertThat(said.exitCode()).isZero();
        assertThat(said.lines()).containsExactly("base: nothing is applied", "3 pending");
        assertThat(shop.query("SELECT nspname FROM pg_namespace WHERE nspname = '%s'"
                        .formatted(shop.database().schema())))
                .isEmpty();
    }

    @Test
    void current_marks_a_head_and_a_merge() {
        shop.diamond().migrate("upgrade", "head");

        assertThat(shop.migrate("current").lines()).containsExactly("m (head) (mergepoint), make m");
    }

    @Test
    void current_names_one_revision_for_each_branch_and_what_no_file_has() {
        shop.branches().table("x", "revises: b").migrate("upgrade", "heads");
        shop.remove("x");

        Said said = shop.migrate("current");

        assertThat(said.exitCode()).isZero();
        assertThat(said.lines())
                .containsExactly(
                        "b (left) (head), make b",
                        "c (head), make c",
                        "20260101000003 (unknown), make x: no file here has it");
        assertThat(shop.migrate("current", "-o", "json")
                        .json()
                        .path("unknown")
                        .path(0)
                        .path("version")
                        .asString())
                .isEqualTo("20260101000003");
    }

    @Test
    void current_tells_programs_what_is_applied_and_what_is_pending() {
        shop.branches().migrate("upgrade", "b");

        Said said = shop.migrate("current", "-o", "json");

        assertThat(said.ids("pending")).containsExactly("c");
        assertThat(said.json().path("current").toString()).isEqualTo("""
                [{"revision":"b","version":"20260101000001","name":"make b","revises":["a"],"depends_on":[],\
                "labels":["left"],"head":true,"branchpoint":false,"mergepoint":false,"description":"",\
                "file":"V20260101000001__make_b.sql","undo_file":"U20260101000001__make_b.sql","transaction":true,\
                "way_back":{"kind":"exact","tables":[]}}]""");
    }

    @Test
    void check_heads_fails_while_any_branch_is_behind() {
        shop.branches().migrate("upgrade", "b");

        Said behind = shop.migrate("current", "--check-heads");
        assertThat(behind.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(behind.err())
                .isEqualTo("buyledger: the schema lacks 1 revision(s). Run: buyledger migrate upgrade heads\n");

        shop.migrate("upgrade", "heads");
        assertThat(shop.migrate("current", "--check-heads").exitCode()).isZero();
    }

    @Test
    void current_fails_in_a_line_when_the_database_does_not_answer() {
        shop.line().set("BUYLEDGER_DB_URL", "jdbc:postgresql://localhost:1/none");

        Said said = shop.migrate("current");

        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.err()).startsWith("buyledger: The database does not answer: ");
    }

    @Test
    void history_lists_the_newest_first_with_what_each_stands_on() {
        assertThat(shop.diamond().migrate("history").lines())
                .containsExactly(
                        "b, c -> m (head) (mergepoint), make m",
                        "a -> c, make c",
                        "a -> b (left), make b",
                        "<base> -> a (branchpoint), make a");
    }

    @Test
    void history_needs_no_database_unless_it_is_asked_where_the_schema_stands() {
        shop.line().set("BUYLEDGER_DB_URL", "jdbc:postgresql://localhost:1/none");

        assertThat(shop.migrate("history", "-r", "-10:").exitCode()).isZero();
        assertThat(shop.migrate("history", "-i").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(shop.migrate("history", "-r", "current:").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -r -2:           | c b
            -r-2:            | c b
            --range -2:      | c b
            --range=-2:      | c b
            -r -10:          | c b a
            -rbase:          | c b a
            -r base:+1       | a
            -r a:b           | b a
            -r :b            | b a
            -r current:      | c b
            -r a:current     | b a
            """)
    void history_takes_ranges_in_every_spelling(String words, String expected) {
        shop.line().migrate("upgrade", "b");
        String[] line = ("history -o json " + words).split(" ", -1);

        assertThat(shop.migrate(line)
                        .json()
                        .path("revisions")
                        .valueStream()
                        .map(one -> one.path("revision").asString()))
                .containsExactly(expected.split(" ", -1));
    }

    @Test
    void history_marks_where_the_schema_stands_and_shows_all_of_a_revision() {
        shop.table("a", "")
                .revision("b", "revises: a   one-way: mail cannot be unsent\n-- For the post.", "SELECT 1;", "");
        shop.migrate("upgrade", "a");

        assertThat(shop.migrate("history", "-i").lines()).contains("<base> -> a (current), make a");
        assertThat(shop.migrate("history", "-v", "-r", "b:").lines())
                .containsExactly(
                        "Revision: b (head)",
                        "Revises: a",
                        "File: V20260101000001__make_b.sql",
                        "Way back: none: mail cannot be unsent",
                        "    For the post.",
                        "");
    }

    @Test
    void a_range_without_a_colon_is_refused() {
        Said said = shop.line().migrate("history", "-r", "b");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).startsWith("buyledger: 'b' is no range: it needs one colon");
    }

    @Test
    void heads_and_branches_are_listed() {
        shop.branches();

        assertThat(shop.migrate("heads").lines()).containsExactly("b (left) (head), make b", "c (head), make c");
        assertThat(shop.migrate("heads", "-o", "json").json().path("heads").size())
                .isEqualTo(2);
        assertThat(shop.migrate("branches").lines())
                .containsExactly(
                        "a (branchpoint), make a", "    -> b (left) (head), make b", "    -> c (head), make c");
        assertThat(shop.migrate("branches", "-o", "json")
                        .json()
                        .at("/branches/0/children")
                        .toString())
                .isEqualTo("[\"b\",\"c\"]");
    }

    @Test
    void show_takes_head_current_and_the_beginning_of_a_revision() {
        shop.table("abc", "").table("abd", "revises: abc").table("xyz", "revises: abd");
        shop.migrate("upgrade", "+1");

        assertThat(shop.migrate("show", "head").lines()).startsWith("Revision: xyz (head)", "Revises: abd");
        assertThat(shop.migrate("show", "current").lines()).startsWith("Revision: abc", "Revises: <base>");
        assertThat(shop.migrate("show", "x").lines()).startsWith("Revision: xyz (head)");
    }

    @Test
    void show_says_what_else_may_have_been_meant() {
        shop.table("abc", "").table("abd", "revises: abc");

        Said ambiguous = shop.migrate("show", "ab");
        assertThat(ambiguous.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ambiguous.err()).contains("the beginning of 2 revisions: abc (make abc), abd (make abd)");
        assertThat(shop.migrate("show", "current").err())
                .isEqualTo("buyledger: There are no current revisions: nothing is applied to the database.\n");
    }

    @Test
    void kinds_of_ways_back_are_told() {
        shop.revision("a", "data: authoritative", "CREATE TABLE a (x int);", "DROP TABLE a;")
                .revision("b", "revises: a   data: projected   rebuild: b", "CREATE TABLE b ();", "DROP TABLE b;")
                .revision("c", "revises: b", "ALTER TABLE b ADD COLUMN y int;", "-- rebuild: b\nALTER TABLE b DROP y;");

        List<String> kinds = shop.migrate("history", "-o", "json")
                .json()
                .path("revisions")
                .valueStream()
                .map(one -> one.at("/way_back").toString())
                .toList();

        assertThat(kinds)
                .containsExactly(
                        "{\"kind\":\"rebuild\",\"tables\":[\"b\"]}",
                        "{\"kind\":\"rebuild\",\"tables\":[\"b\"]}",
                        "{\"kind\":\"loses_data\",\"tables\":[]}");
    }

    @Test
    void an_unknown_verb_lists_the_verbs() {
        Said said = shop.migrate("upgarde", "head");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("'upgarde'", " There are: upgrade, downgrade, current, history, heads, ");
    }

    @Test
    void help_of_each_verb_has_the_exit_codes() {
        for (String verb : MigrateCommand.commandLine("").getSubcommands().keySet()) {
            Said said = shop.migrate(verb, "--help");

            assertThat(said.exitCode()).as(verb).isZero();
            assertThat(said.out())
                    .as(verb)
                    .contains("Usage: buyledger migrate " + verb, "Exit codes:", "--directory=DIR");
        }
    }

    @Test
    void the_folder_is_the_one_that_is_named() {
        Workshop other = new Workshop(temporary.resolve("other")).table("z", "");
        shop.line();

        assertThat(shop.migrate("heads", "--directory", other.folder().toString())
                        .lines())
                .containsExactly("z (head), make z");
        assertThat(shop.migrate("--directory", other.folder().toString(), "heads")
                        .lines())
                .containsExactly("z (head), make z");
        assertThat(shop.migrate("heads", "--directory", "nowhere").err())
                .isEqualTo("buyledger: There are no revisions in nowhere: it has no folder 'migration'.\n");
    }

    @Test
    void without_a_folder_the_revisions_are_those_that_are_built_in() {
        Said said = shop.set("BUYLEDGER_MIGRATIONS_DIR", "").migrate("history", "-r", ":+1");

        assertThat(said.lines()).hasSize(1).first().asString().startsWith("<base> -> ");
    }
}
