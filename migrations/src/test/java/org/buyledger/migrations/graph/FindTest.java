package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.graph.Drawn.refusal;

import org.junit.jupiter.api.Test;

class FindTest {
    private final Graph graph = Graph.of(Drawn.revisions("""
            e5:
            7c1f0a9d3b52: e5  label creatives
            7c1f66e1d0aa: 7c1f0a9d3b52
            7c1f: 7c1f66e1d0aa
            ab12cd34ef56: 7c1f
            cccc_1: ab12cd34ef56  label cc
            cccc_2: cccc_1
            """));

    FindTest() throws Refused {}

    @Test
    void an_id_is_found() throws Refused {
        assertThat(found("7c1f66e1d0aa")).isEqualTo("7c1f66e1d0aa");
    }

    @Test
    void the_beginning_of_one_id_alone_is_enough() throws Refused {
        assertThat(found("7c1f6")).isEqualTo("7c1f66e1d0aa");
        assertThat(found("ab")).isEqualTo("ab12cd34ef56");
        assertThat(found("e")).isEqualTo("e5");
    }

    @Test
    void an_exact_id_wins_over_the_beginning_of_others() throws Refused {
        assertThat(found("7c1f")).isEqualTo("7c1f");
    }

    @Test
    void a_label_is_the_revision_that_begins_its_branch() throws Refused {
        assertThat(found("creatives")).isEqualTo("7c1f0a9d3b52");
    }

    @Test
    void a_label_wins_over_the_beginning_of_an_id() throws Refused {
        assertThat(found("cc")).isEqualTo("cccc_1");
    }

    @Test
    void the_beginning_of_several_lists_them() {
        assertThat(refusal(() -> graph.find("7c1")))
                .isEqualTo("'7c1' is the beginning of 3 revisions: 7c1f0a9d3b52 (change 7c1f0a9d3b52), "
                        + "7c1f66e1d0aa (change 7c1f66e1d0aa), 7c1f (change 7c1f). Give more of it.");
        assertThat(refusal(() -> graph.find("cccc"))).contains("2 revisions", "cccc_1", "cccc_2");
    }

    @Test
    void a_slip_of_the_hand_gets_a_hint() {
        assertThat(refusal(() -> graph.find("ab12cd34ef57"))).contains("Was it ab12cd34ef56");
        assertThat(refusal(() -> graph.find("ab21cd34ef56"))).contains("Was it ab12cd34ef56");
        assertThat(refusal(() -> graph.find("creative"))).contains("Was it creatives");
    }

    @Test
    void the_middle_of_an_id_the_slug_and_the_version_get_a_hint() throws Refused {
        assertThat(refusal(() -> graph.find("12cd"))).contains("Was it ab12cd34ef56");
        assertThat(refusal(() -> graph.find("change_e5"))).contains("Was it e5");
        assertThat(refusal(() -> graph.find(graph.find("e5").version()))).contains("Was it e5");
    }

    @Test
    void what_comes_near_nothing_gets_the_way_to_the_list() {
        assertThat(refusal(() -> graph.find("zzzzzzzz")))
                .isEqualTo("No revision is called 'zzzzzzzz'. `buyledger migrate history` lists them all.");
    }

    @Test
    void a_version_is_found_apart_from_ids() throws Refused {
        Revision e5 = graph.find("e5");

        assertThat(graph.version(e5.version())).isEqualTo(e5);
        assertThat(graph.version("19990101000000")).isNull();
    }

    private String found(String text) throws Refused {
        return graph.find(text).id();
    }
}
