package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Ranges;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two branches with a base of their own, the one depending on the other: a1 - a2 - a3, and b1 - b2 - b3 where b2 needs a2. */
class DependencyTest {
    @TempDir
    Path folder;

    private Lineage lineage;

    @BeforeEach
    void write() throws Exception {
        lineage = new Lineage(folder);
        add("a1", "revises:   label: a");
        add("b1", "revises:   label: b");
        add("a2", "revises: a1");
        add("b2", "revises: b1   depends-on: a2");
        add("a3", "revises: a2");
        add("b3", "revises: b2");
    }

    @Test
    void going_down_to_a_revision_leaves_what_depends_on_it() throws Exception {
        assertThat(down("a2")).containsExactly("a3");
        assertThat(down("a1")).containsExactly("b3", "a3", "b2", "a2");
    }

    @Test
    void a_step_from_a_revision_and_what_it_depends_on_is_not_ambiguous() throws Exception {
        Graph graph = lineage.graph();
        List<Revision> standing = applied(graph, "a1", "b1", "a2", "b2");

        assertThat(Schema.ids(Plans.upgrade(graph, standing, "+1", false))).containsExactly("b3");
        assertThat(Schema.ids(Plans.downgrade(graph, standing, "-1", false))).containsExactly("b2");
        assertThat(Schema.ids(Plans.upgrade(graph, standing, "a@+1", false))).containsExactly("a3");
        assertThat(Schema.ids(Plans.upgrade(graph, standing, "b@head", false))).containsExactly("b3");
    }

    @Test
    void a_stamp_takes_the_place_of_the_heads_above_and_below_it_and_of_no_other() throws Exception {
        add("c", "revises:");
        add("m", "revises: a3, b3");
        Graph graph = lineage.graph();
        List<Revision> all = graph.revisions();

        assertThat(Schema.ids(Plans.stamp(graph, all, List.of("b1")).removed()))
                .containsExactly("m", "b3", "a3", "b2", "a2", "a1");
        assertThat(Schema.ids(Plans.stamp(graph, all, List.of("a@base")).removed()))
                .contains("m", "a1")
                .doesNotContain("c", "b1");
    }

    @Test
    void a_range_goes_along_a_branch_and_not_to_what_depends_on_it() throws Exception {
        Graph graph = lineage.graph();

        assertThat(Schema.ids(Ranges.select(graph, List.of(), "a2:"))).containsExactly("a3", "a2");
        assertThatThrownBy(() -> Ranges.select(graph, List.of(), "b2:a3"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("b2 (make b2) is not below a3 (make a3)");
    }

    private List<String> down(String target) throws Exception {
        Graph graph = lineage.graph();
        return Schema.ids(Plans.downgrade(graph, graph.revisions(), target, false));
    }

    private static List<Revision> applied(Graph graph, String... ids) throws Refused {
        List<Revision> applied = new ArrayList<>();
        for (String id : ids) {
            applied.add(graph.find(id));
        }
        return applied;
    }

    private void add(String id, String head) throws Exception {
        lineage.add(id, head, "SELECT 1;", "SELECT 1;");
    }
}
