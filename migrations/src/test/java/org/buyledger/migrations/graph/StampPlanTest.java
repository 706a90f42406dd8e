package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.graph.Drawn.graph;
import static org.buyledger.migrations.graph.Drawn.refusal;

import org.junit.jupiter.api.Test;

class StampPlanTest {
    private final Drawn fork = graph("""
            a:
            b: a
            c1: b  label left
            c2: b  label right
            d1: c1
            d2: c2
            """);

    StampPlanTest() throws Refused {}

    @Test
    void base_empties() throws Refused {
        assertThat(fork.at("c1").stamp("base")).isEqualTo("-c1 -b -a");
        assertThat(fork.stamp("base")).isEmpty();
    }

    @Test
    void the_base_of_a_label_empties_its_branch_alone() throws Refused {
        assertThat(fork.at("d1 d2").stamp("right@base")).isEqualTo("-d2 -c2");
    }

    @Test
    void to_the_branch_point_removes_both_branches() throws Refused {
        assertThat(fork.at("c1 c2").stamp("b")).isEqualTo("-c2 -c1");
    }

    @Test
    void to_where_the_schema_stands_changes_nothing() throws Refused {
        assertThat(fork.at("c1").stamp("c1")).isEmpty();
        assertThat(fork.at("c1 c2").stamp("current")).isEmpty();
    }

    @Test
    void up_adds_what_is_missing_each_after_what_it_stands_on() throws Refused {
        assertThat(fork.stamp("d1")).isEqualTo("+a +b +c1 +d1");
        assertThat(fork.at("b").stamp("left@head")).isEqualTo("+c1 +d1");
        assertThat(fork.at("b").stamp("left@+1")).isEqualTo("+c1");
    }

    @Test
    void down_removes_what_stands_above_newest_first() throws Refused {
        assertThat(fork.at("d1").stamp("b")).isEqualTo("-d1 -c1");
        assertThat(fork.at("d1").stamp("-1")).isEqualTo("-d1");
        assertThat(fork.at("d1").stamp("d1-1")).isEqualTo("-d1");
    }

    @Test
    void another_branch_is_left_as_it_is() throws Refused {
        assertThat(fork.at("d2").stamp("c1")).isEqualTo("+c1");
    }

    @Test
    void heads_adds_every_branch() throws Refused {
        assertThat(fork.stamp("heads")).isEqualTo("+a +b +c1 +c2 +d1 +d2");
    }

    @Test
    void head_is_ambiguous_where_there_are_two() {
        assertThat(refusal(() -> fork.stamp("head"))).contains("ambiguous", "d1", "d2");
    }

    @Test
    void several_may_be_named_where_none_stands_on_another() throws Refused {
        assertThat(fork.at("b").stamp("c1", "d2")).isEqualTo("+c1 +c2 +d2");
        assertThat(fork.at("d1 d2").stamp("c1", "c2")).isEqualTo("-d2 -d1");
        assertThat(fork.at("d1").stamp("c1", "c2")).isEqualTo("+c2 -d1");
    }

    @Test
    void several_of_which_one_stands_on_another_are_refused() {
        assertThat(refusal(() -> fork.stamp("a", "c1"))).contains("c1 (change c1) stands on a (change a)");
        assertThat(refusal(() -> fork.stamp("d1", "c2", "b"))).contains("c2 (change c2), d1 (change d1) stands on b");
    }

    @Test
    void heads_may_depend_on_each_other() throws Refused {
        Drawn depends = graph("""
                a1:
                x1:
                x2: x1  depends a1
                """);

        assertThat(depends.stamp("heads")).isEqualTo("+a1 +x1 +x2");
        assertThat(depends.stamp("a1", "x2")).isEqualTo("+a1 +x1 +x2");
        assertThat(depends.at("a1 x2").stamp("current")).isEmpty();
    }

    @Test
    void a_revision_below_one_that_another_depends_on_is_refused_beside_it() throws Refused {
        Drawn depends = graph("""
                a1:
                a2: a1
                x1:  depends a2
                """);

        assertThat(refusal(() -> depends.stamp("a1", "x1"))).contains("x1", "stands on a1");
    }

    @Test
    void what_depends_on_a_removed_revision_is_removed() throws Refused {
        Drawn depends = graph("""
                a1:
                a2: a1
                x1:  depends a2
                """);

        assertThat(depends.at("x1").stamp("a1")).isEqualTo("-x1 -a2");
        assertThat(depends.at("a1").stamp("x1")).isEqualTo("+a2 +x1");
    }

    @Test
    void a_merge_brings_all_its_parents() throws Refused {
        Drawn merged = graph("""
                a:
                b1: a
                b2: a
                m: b1, b2
                """);

        assertThat(merged.at("b1").stamp("m")).isEqualTo("+b2 +m");
        assertThat(merged.at("m").stamp("b1")).isEqualTo("-m -b2");
        assertThat(refusal(() -> merged.at("m").stamp("-1"))).contains("ambiguous", "b1", "b2");
    }

    @Test
    void an_unknown_revision_is_refused() {
        assertThat(refusal(() -> fork.stamp("zzz"))).contains("No revision is called 'zzz'");
    }

    @Test
    void a_range_is_refused() {
        assertThat(refusal(() -> fork.stamp("a:b"))).contains("'a:b'", "--sql only");
    }
}
