package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Header;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;
import org.buyledger.migrations.lint.Finding;
import org.buyledger.migrations.lint.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What each rule finds in statements, and does not find in their safe forms; all are run on the tables of lint/base.sql. */
@TestInstance(Lifecycle.PER_CLASS)
class LintRulesTest {
    /** Those of files and of the whole graph, which {@link LintTest} has. */
    private static final Set<String> NOT_OF_STATEMENTS = Set.of("useless-ignore", "two-heads", "branches-touch");

    private final Scratch scratch = Postgres.scratch();
    private final Scratch.Throwaway base = scratch.empty();
    private final Lint lint = new Lint(scratch, Graph.of(List.of()), Map.of());

    LintRulesTest() throws IOException, Refused {
        base.execute("CREATE SCHEMA buyledger");
        base.execute(LintCase.resource("base.sql"));
    }

    @AfterAll
    void drop() {
        base.close();
    }

    private List<Finding> found(String sql, boolean inTransaction, Header.@Nullable Data data) {
        Revision revision = new Revision(
                "a",
                "20260101000000",
                "a",
                List.of(),
                List.of(),
                List.of(),
                new Header(null, data, List.of(), List.of(), List.of(), ""),
                new Script("V20260101000000__a.sql", sql, inTransaction),
                null);
        try (Scratch.Throwaway copy = scratch.copy(base)) {
            return lint.found(copy, revision);
        }
    }

    @TestFactory
    Stream<DynamicTest> each_case_has_just_the_findings_it_should() throws IOException {
        return LintCase.all().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    List<Finding> found = found(one.sql(), one.inTransaction(), null);
                    assertThat(found).extracting(Finding::rule).containsExactlyInAnyOrderElementsOf(one.finds());
                }));
    }

    @Test
    void every_rule_has_a_case() throws IOException {
        Set<String> covered = new TreeSet<>(NOT_OF_STATEMENTS);
        LintCase.all().forEach(one -> covered.addAll(one.finds()));

        assertThat(covered)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::title).toList());
    }

    @Test
    void a_finding_names_the_line_the_thing_the_lock_and_the_safe_form() {
        assertThat(found("-- Why.\n\nSELECT 1;\nCREATE INDEX orders_at\n    ON orders (at);\n", true, null))
                .containsExactly(new Finding(
                        "index-blocks-writes",
                        "V20260101000000__a.sql",
                        4,
                        "orders_at on orders (ShareLock): nobody writes while the index is built",
                        "CREATE INDEX CONCURRENTLY IF NOT EXISTS, alone, outside a transaction"));
    }

    @Test
    void what_the_events_bring_back_is_said_more_mildly() {
        String sql = "ALTER TABLE orders DROP COLUMN note;";

        assertThat(found(sql, true, null).getFirst().what()).contains("its values are gone");
        assertThat(found(sql, true, Header.Data.projected).getFirst().what())
                .startsWith("orders.note: ")
                .contains("made from the events")
                .doesNotContain("gone");
    }

    @Test
    void the_server_says_why_it_refuses() {
        assertThat(found("SELECT 1;\nALTER TABLE nowhere ADD COLUMN n integer;", true, null))
                .singleElement()
                .satisfies(one -> assertThat(one.line()).isEqualTo(2))
                .extracting(Finding::what)
                .asString()
                .contains("relation \"nowhere\" does not exist");
    }
}
