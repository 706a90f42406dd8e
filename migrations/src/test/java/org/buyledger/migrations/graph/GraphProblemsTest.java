package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.graph.Drawn.ids;
import static org.buyledger.migrations.graph.Drawn.refusal;
import static org.buyledger.migrations.graph.Drawn.revision;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphProblemsTest {
    @Test
    void a_sound_graph_has_no_problem() {
        assertThat(problems("""
                a:
                b1: a  label left
                b2: a  depends b1
                m: b1, b2
                """)).isEmpty();
        assertThat(problems("")).isEmpty();
    }

    @Test
    void an_id_that_two_files_have_is_named_with_both() {
        assertThat(problems("""
                a:
                b: a
                b: a
                """))
                .containsExactly(
                        "V20260101000002__change_b.sql: revision b is in V20260101000001__change_b.sql already");
    }

    @Test
    void a_version_that_two_files_have_is_named_with_both() {
        assertThat(Problems.of(List.of(
                        revision("a", "20260101000000", List.of(), List.of(), List.of()),
                        revision("b", "20260101000000", List.of(), List.of(), List.of()))))
                .singleElement()
                .asString()
                .contains("change_a.sql", "change_b.sql", "version 20260101000000");
    }

    @Test
    void a_label_that_two_files_have_is_named_with_both() {
        assertThat(problems("""
                a:  label left
                b: a  label left
                """))
                .containsExactly(
                        "V20260101000001__change_b.sql: label left is in V20260101000000__change_a.sql already");
    }

    @Test
    void a_label_that_is_the_id_of_a_revision_is_named() {
        assertThat(problems("""
                a:
                b: a  label a
                """))
                .singleElement()
                .asString()
                .contains("change_b.sql", "the label a is the id of a revision");
    }

    @Test
    void a_parent_that_does_not_exist_is_named() {
        assertThat(problems("""
                a: zz
                """))
                .containsExactly("V20260101000000__change_a.sql: it stands on zz, and no file has that revision");
    }

    @Test
    void a_dependency_that_does_not_exist_is_named() {
        assertThat(problems("""
                a:  depends zz
                """)).singleElement().asString().contains("it stands on zz");
    }

    @Test
    void a_parent_is_named_in_full() {
        assertThat(problems("""
                abcdef:
                b: abc
                """)).singleElement().asString().contains("it stands on abc, and no file");
    }

    @Test
    void a_revision_that_stands_on_itself_is_named() {
        assertThat(problems("""
                a: a
                """)).containsExactly("V20260101000000__change_a.sql: a stands on itself");
        assertThat(problems("""
                a:  depends a
                """)).containsExactly("V20260101000000__change_a.sql: a stands on itself");
    }

    @Test
    void a_parent_named_twice_is_named() {
        assertThat(problems("""
                a:
                m: a, a
                """)).containsExactly("V20260101000001__change_m.sql: it revises the same revision twice");
    }

    @Test
    void the_ids_of_a_circle_are_named_in_their_order() {
        assertThat(problems("""
                a:
                b: a, d
                c: b
                d: c
                e: d
                """))
                .containsExactly("These revisions stand on each other in a circle: b -> d -> c -> b; "
                        + "change what one of their files revises or depends on");
    }

    @Test
    void a_circle_through_dependencies_is_one_too() {
        assertThat(problems("""
                a1:
                x1:
                a2: a1  depends x2
                x2: x1  depends a2
                """)).singleElement().asString().contains("in a circle: a2 -> x2 -> a2;");
    }

    @Test
    void a_circle_without_a_first_revision_is_found() {
        assertThat(problems("""
                a: c
                b: a
                c: b
                """)).singleElement().asString().contains("in a circle: a -> c -> b -> a;");
    }

    @Test
    void ids_that_are_parts_of_each_other_are_no_loop() throws Refused {
        Graph graph = Graph.of(Drawn.revisions("""
                1:
                12: 1
                123: 12
                23: 123
                3: 23
                """));

        assertThat(ids(graph.heads())).isEqualTo("3");
        assertThat(ids(graph.withAncestors(graph.heads()))).isEqualTo("1 12 123 23 3");
    }

    @Test
    void a_revision_is_later_than_what_it_stands_on() {
        assertThat(problems("""
                b: a
                a:
                """))
                .containsExactly("V20260101000000__change_b.sql: it stands on V20260101000001__change_a.sql, "
                        + "so its version must be later; rename its files to a later time");
        assertThat(problems("""
                b:  depends a
                a:
                """)).singleElement().asString().contains("must be later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "heads", "base", "current", "a@b", "a-b", "a+b", "a.b", "é"})
    void a_name_that_targets_use_is_refused(String name) {
        assertThat(problems(name + ":")).singleElement().asString().contains("'" + name + "' cannot be a revision");
        assertThat(problems("a:  label " + name))
                .singleElement()
                .asString()
                .contains("'" + name + "' cannot be a label");
    }

    @Test
    void a_name_has_at_most_32_characters() {
        assertThat(problems("a".repeat(32) + ":")).isEmpty();
        assertThat(problems("a".repeat(33) + ":")).singleElement().asString().contains("1 to 32");
    }

    @Test
    void all_problems_are_told_at_once() {
        String message = refusal(() -> Graph.of(Drawn.revisions("""
                a: zz
                b: yy
                b: a
                """)));

        assertThat(message.lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("zz"))
                .anyMatch(line -> line.contains("yy"))
                .anyMatch(line -> line.contains("revision b"));
    }

    private static List<String> problems(String text) {
        return Problems.of(Drawn.revisions(text));
    }
}
