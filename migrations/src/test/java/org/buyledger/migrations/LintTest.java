package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.lint.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which revisions are looked at, what their heads ignore, and that our own are clean. */
class LintTest {
    private static final Path SOURCES = Path.of("src", "main", "resources", "db");

    @TempDir
    Path folder;

    private Lineage lineage;

    @BeforeEach
    void one_table_with_a_row() throws Exception {
        lineage = new Lineage(folder)
                .add(
                        "a",
                        "revises:",
                        "CREATE TABLE a (id bigint PRIMARY KEY, n integer, gone integer);\nINSERT INTO a VALUES (1, 1, 1);",
                        "DROP TABLE a;");
    }

    private Lint.Report look(String... ids) throws Exception {
        Graph graph = lineage.graph();
        return new Lint(Postgres.scratch(), graph, Map.of())
                .look(graph.revisions().stream()
                        .filter(one -> ids.length == 0 || List.of(ids).contains(one.id()))
                        .toList());
    }

    private static List<String> lines(Lint.Report report) {
        return report.findings().stream()
                .map(one -> "%s:%d %s".formatted(one.file().substring(0, 15), one.line(), one.rule()))
                .toList();
    }

    @Test
    void our_own_revisions_are_clean() throws Exception {
        Graph graph = PackagedRevisions.load();
        Lint.Report report = new Lint(Postgres.scratch(), graph, Verification.values(SOURCES)).look(graph.revisions());

        assertThat(report.findings().stream().map(Finding::toString))
                .as("what `buyledger migrate lint` finds")
                .isEmpty();
        assertThat(report.revisions()).hasSameSizeAs(graph.revisions());
        assertThat(report.remarks()).isEmpty();
    }

    @Test
    void what_is_not_safe_in_production_is_found_by_name() throws Exception {
        lineage.add("b", "revises: a", "ALTER TABLE a DROP COLUMN gone;", "ALTER TABLE a ADD COLUMN gone integer;")
                .add("c", "revises: b", "ALTER TABLE a ALTER COLUMN n TYPE text;", "SELECT 1;")
                .add(
                        "d",
                        "revises: c",
                        "\n\nALTER TABLE a ADD COLUMN must text NOT NULL DEFAULT '';\nALTER TABLE a ALTER COLUMN n SET NOT NULL;",
                        "SELECT 1;")
                .add("e", "revises: d", "DROP TABLE a;", "SELECT 1;");

        assertThat(lines(look()))
                .containsExactly(
                        "V20260101000002:2 drop-column",
                        "V20260101000003:2 change-type",
                        "V20260101000004:5 set-not-null",
                        "V20260101000005:2 drop-table");
    }

    @Test
    void only_what_was_asked_for_is_looked_at() throws Exception {
        lineage.add("b", "revises: a", "ALTER TABLE a DROP COLUMN gone;", "SELECT 1;")
                .add("c", "revises: b", "CREATE INDEX CONCURRENTLY a_n ON a (n);", "DROP INDEX a_n;")
                .outsideTransaction("c")
                .add("d", "revises: c", "ALTER TABLE a DROP COLUMN n;", "SELECT 1;");

        assertThat(lines(look("d"))).containsExactly("V20260101000004:2 drop-column");
        assertThat(lines(look("c"))).containsExactly("V20260101000003:2 concurrently-not-repeatable");
        assertThat(look("b", "d").revisions()).extracting(Object::toString).containsExactly("b (make b)", "d (make d)");
    }

    @Test
    void the_head_of_either_file_ignores_a_rule_and_says_why() throws Exception {
        lineage.add(
                        "b",
                        "revises: a\n-- lint-ignore: drop-column nobody ever read it",
                        "ALTER TABLE a DROP COLUMN gone;",
                        "SELECT 1;")
                .add(
                        "c",
                        "revises: b",
                        "ALTER TABLE a DROP COLUMN n;",
                        "-- lint-ignore: drop-column nobody ever read it\nSELECT 1;");

        assertThat(lines(look())).isEmpty();
    }

    @Test
    void an_ignore_that_ignores_nothing_is_found() throws Exception {
        lineage.add("b", "revises: a", "ALTER TABLE a DROP COLUMN gone;", "-- lint-ignore: drop-column\nSELECT 1;")
                .add(
                        "c",
                        "revises: b\n-- lint-ignore: drop-colum nobody read it",
                        "ALTER TABLE a DROP COLUMN n;",
                        "SELECT 1;")
                .add(
                        "d",
                        "revises: c\n-- lint-ignore: drop-table nobody read it",
                        "ALTER TABLE a ADD COLUMN m bigint;",
                        "SELECT 1;");

        Lint.Report report = look();

        assertThat(lines(report))
                .containsExactly(
                        "U20260101000002:1 useless-ignore",
                        "V20260101000002:2 drop-column",
                        "V20260101000003:2 useless-ignore",
                        "V20260101000003:3 drop-column",
                        "V20260101000004:2 useless-ignore");
        assertThat(report.findings().stream().map(Finding::what).filter(what -> what.contains("ignores nothing")))
                .containsExactly(
                        "'drop-column' is ignored without a reason: a line lint-ignore that ignores nothing",
                        "'drop-colum' is no rule: a line lint-ignore that ignores nothing",
                        "nothing was found by 'drop-table': a line lint-ignore that ignores nothing");
    }

    @Test
    void what_stands_on_a_revision_that_fails_is_not_looked_at() throws Exception {
        lineage.add(
                        "b",
                        "revises: a\n-- lint-ignore: drop-table not reached",
                        "SELECT 1;\nALTER TABLE nowhere ADD COLUMN n integer;",
                        "SELECT 1;")
                .add("c", "revises: b", "DROP TABLE a;", "SELECT 1;");

        Lint.Report report = look();

        assertThat(lines(report)).containsExactly("V20260101000002:4 fails");
        assertThat(report.remarks()).containsExactly("c (make c) was not looked at: it stands on one that fails.");
    }

    @Test
    void branches_that_are_not_joined_are_found_and_the_table_that_both_touch() throws Exception {
        lineage.add("b", "revises: a", "ALTER TABLE a ADD COLUMN b bigint;", "SELECT 1;")
                .add("c", "revises: a", "ALTER TABLE a ADD COLUMN c bigint;", "SELECT 1;");

        assertThat(lines(look())).containsExactly("V20260101000003:1 two-heads", "V20260101000003:1 branches-touch");
        assertThat(look("c").findings()).hasSize(2);
        assertThat(look("a").findings()).isEmpty();

        lineage.add("d", "revises: b, c", "", null);

        assertThat(look().findings()).isEmpty();
    }
}
