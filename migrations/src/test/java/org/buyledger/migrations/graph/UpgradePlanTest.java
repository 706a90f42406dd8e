package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.graph.Drawn.graph;
import static org.buyledger.migrations.graph.Drawn.refusal;

import org.junit.jupiter.api.Test;

class UpgradePlanTest {
    private final Drawn line = graph("""
            a:
            b: a
            c: b
            d: c
            e: d
            """);
    private final Drawn fork = graph("""
            a:
            b: a
            c1: b  label left
            c2: b  label right
            d1: c1
            d2: c2
            """);

    UpgradePlanTest() throws Refused {}

    @Test
    void from_the_middle_exactly_the_missing_ones_are_applied_in_order() throws Refused {
        assertThat(line.at("b").upgrade("head")).isEqualTo("c d e");
        assertThat(line.upgrade("head")).isEqualTo("a b c d e");
    }

    @Test
    void at_the_head_nothing_is_applied() throws Refused {
        assertThat(line.at("e").upgrade("head")).isEmpty();
        assertThat(line.at("e").upgrade("heads")).isEmpty();
    }

    @Test
    void a_target_at_or_below_the_current_one_applies_nothing() throws Refused {
        assertThat(line.at("c").upgrade("c")).isEmpty();
        assertThat(line.at("c").upgrade("a")).isEmpty();
        assertThat(line.at("c").upgrade("current")).isEmpty();
    }

    @Test
    void an_upgrade_to_base_applies_nothing() throws Refused {
        assertThat(line.upgrade("base")).isEmpty();
        assertThat(line.at("c").upgrade("base")).isEmpty();
        assertThat(fork.at("c1").upgrade("right@base")).isEmpty();
    }

    @Test
    void steps_are_counted_from_where_the_schema_stands() throws Refused {
        assertThat(line.at("a").upgrade("+2")).isEqualTo("b c");
        assertThat(line.at("a").upgrade("+1")).isEqualTo("b");
        assertThat(line.upgrade("+1")).isEqualTo("a");
        assertThat(line.upgrade("+5")).isEqualTo("a b c d e");
    }

    @Test
    void steps_after_a_revision_are_counted_from_it() throws Refused {
        assertThat(line.at("a").upgrade("b+2")).isEqualTo("b c d");
        assertThat(line.at("a").upgrade("e-2")).isEqualTo("b c");
        assertThat(line.at("a").upgrade("head-1")).isEqualTo("b c d");
        assertThat(line.upgrade("base+2")).isEqualTo("a b");
        assertThat(line.at("b").upgrade("current+1")).isEqualTo("c");
    }

    @Test
    void an_upgrade_by_steps_down_is_refused() {
        assertThat(refusal(() -> line.at("d").upgrade("-2"))).contains("'-2' leads down", "downgrade -2");
    }

    @Test
    void more_steps_than_there_are_is_refused_whole() {
        assertThat(refusal(() -> line.at("b").upgrade("+5"))).contains("'+5'", "only 3", "above b", "--up-to");
        assertThat(refusal(() -> line.at("e").upgrade("+1"))).contains("only 0", "above e");
        assertThat(refusal(() -> line.upgrade("c+3"))).contains("'c+3'", "only 2");
    }

    @Test
    void up_to_takes_as_many_steps_as_there_are() throws Refused {
        assertThat(line.at("b").upgradeUpTo("+5")).isEqualTo("c d e");
        assertThat(line.at("b").upgradeUpTo("+1")).isEqualTo("c");
        assertThat(line.at("e").upgradeUpTo("+5")).isEmpty();
    }

    @Test
    void an_unknown_target_is_refused_with_what_comes_near() throws Refused {
        Drawn real = graph("""
                7c1f0a9d3b52:  label creatives
                """);

        assertThat(refusal(() -> real.upgrade("7c1f0a9d3b53"))).contains("7c1f0a9d3b53", "Was it 7c1f0a9d3b52");
        assertThat(refusal(() -> real.upgrade("creativs@head"))).contains("Was it creatives");
        assertThat(refusal(() -> real.upgrade("zzzzzzzzzzzz")))
                .contains("zzzzzzzzzzzz", "history")
                .doesNotContain("Was it");
    }

    @Test
    void a_range_is_refused() {
        assertThat(refusal(() -> line.upgrade("a:c"))).contains("'a:c'", "--sql only");
    }

    @Test
    void what_is_no_target_is_refused_with_the_forms_there_are() {
        for (String text : new String[] {"", "@", "left@", "@head", "a+b", "+", "a++1", "+1234567"}) {
            assertThat(refusal(() -> line.upgrade(text))).contains("'" + text + "' is no target", "<label>@<target>");
        }
    }

    @Test
    void head_is_ambiguous_where_there_are_two() {
        assertThat(refusal(() -> fork.upgrade("head"))).contains("2 heads", "d1", "d2", "migrate merge");
    }

    @Test
    void heads_applies_each_branch_with_parents_first() throws Refused {
        assertThat(fork.at("b").upgrade("heads")).isEqualTo("c1 c2 d1 d2");
        assertThat(fork.at("d1").upgrade("heads")).isEqualTo("c2 d2");
    }

    @Test
    void the_head_of_a_label_leaves_the_other_branch() throws Refused {
        assertThat(fork.at("b").upgrade("left@head")).isEqualTo("c1 d1");
        assertThat(fork.at("d1").upgrade("right@head")).isEqualTo("c2 d2");
        assertThat(fork.upgrade("right@head")).isEqualTo("a b c2 d2");
        assertThat(fork.upgrade("right@head-1")).isEqualTo("a b c2");
    }

    @Test
    void a_branch_may_be_named_by_a_revision_of_it() throws Refused {
        assertThat(fork.at("b").upgrade("c2@head")).isEqualTo("c2 d2");
    }

    @Test
    void a_target_outside_the_branch_that_is_named_is_refused() {
        assertThat(refusal(() -> fork.upgrade("left@d2"))).contains("d2", "not in the branch of left");
    }

    @Test
    void a_step_up_from_two_heads_is_ambiguous() {
        assertThat(refusal(() -> fork.at("c1 c2").upgrade("+1"))).contains("ambiguous", "c1", "c2", "<label>@+1");
    }

    @Test
    void a_step_up_from_a_branch_point_is_ambiguous() {
        assertThat(refusal(() -> fork.at("b").upgrade("+1"))).contains("ambiguous", "c1", "c2", "<label>@+1");
        assertThat(refusal(() -> fork.at("a").upgrade("+2"))).contains("ambiguous");
    }

    @Test
    void a_step_up_of_a_label_advances_its_branch_alone() throws Refused {
        assertThat(fork.at("b").upgrade("left@+1")).isEqualTo("c1");
        assertThat(fork.at("c1 c2").upgrade("left@+1")).isEqualTo("d1");
        assertThat(fork.at("d1").upgrade("right@+1")).isEqualTo("c2");
        assertThat(fork.at("d1").upgrade("right@+2")).isEqualTo("c2 d2");
        assertThat(fork.upgrade("right@+3")).isEqualTo("a b c2");
        assertThat(refusal(() -> fork.at("d1").upgrade("left@+1"))).contains("only 0");
    }

    @Test
    void between_unrelated_lines_a_step_up_from_base_needs_a_label() throws Refused {
        Drawn two = graph("""
                a:  label accounts
                x:  label extras
                b: a
                """);

        assertThat(refusal(() -> two.upgrade("+1"))).contains("ambiguous", "above base");
        assertThat(two.upgrade("accounts@+2")).isEqualTo("a b");
        assertThat(two.at("b").upgrade("extras@+1")).isEqualTo("x");
        assertThat(two.upgrade("extras@head")).isEqualTo("x");
    }

    @Test
    void across_a_merge_one_head_replaces_two() throws Refused {
        Drawn merged = graph("""
                a:
                b1: a
                b2: a
                m: b1, b2
                """);

        assertThat(merged.at("b1 b2").upgrade("head")).isEqualTo("m");
        assertThat(merged.at("b1 b2").headsAfterUpgrade("head")).isEqualTo("m");
        assertThat(merged.at("b1").upgrade("+1")).isEqualTo("b2 m");
    }

    @Test
    void a_merge_of_three_reached_from_one_side_pulls_in_the_other_two() throws Refused {
        Drawn merged = graph("""
                a:
                b1: a
                b2: a
                b3: a
                m: b1, b2, b3
                """);

        assertThat(merged.at("b2").upgrade("m")).isEqualTo("b1 b3 m");
        assertThat(merged.at("b2").upgrade("+1")).isEqualTo("b1 b3 m");
    }

    @Test
    void a_merge_may_be_branched_again() throws Refused {
        Drawn again = graph("""
                a:
                b1: a
                b2: a
                m: b1, b2
                n1: m  label north
                n2: m  label south
                """);

        assertThat(again.at("m").upgrade("north@head")).isEqualTo("n1");
        assertThat(again.upgrade("heads")).isEqualTo("a b1 b2 m n1 n2");
        assertThat(again.at("n1").upgrade("south@+1")).isEqualTo("n2");
    }

    @Test
    void two_merges_of_the_same_parents_are_both_applied() throws Refused {
        Drawn twins = graph("""
                a:
                b1: a
                b2: a
                m1: b1, b2
                m2: b1, b2
                """);

        assertThat(twins.at("b1 b2").upgrade("heads")).isEqualTo("m1 m2");
        assertThat(twins.at("m1").upgrade("m2")).isEqualTo("m2");
        assertThat(twins.at("b1 b2").headsAfterUpgrade("heads")).isEqualTo("m1 m2");
    }

    @Test
    void a_dependency_in_another_branch_is_pulled_in() throws Refused {
        Drawn depends = graph("""
                a1:  label accounts
                x1:  label extras
                a2: a1
                x2: x1  depends a2
                a3: a2
                """);

        assertThat(depends.upgrade("extras@head")).isEqualTo("a1 x1 a2 x2");
        assertThat(depends.at("x1").upgrade("extras@+1")).isEqualTo("a1 a2 x2");
        assertThat(depends.at("a3").upgrade("x2")).isEqualTo("x1 x2");
    }

    @Test
    void a_branch_that_begins_with_a_dependency_is_not_where_its_dependency_stands() throws Refused {
        Drawn depends = graph("""
                a1:  label accounts
                a2: a1
                x1:  depends a2  label extras
                x2: x1
                """);

        assertThat(depends.at("a2").upgrade("extras@+1")).isEqualTo("x1");
        assertThat(depends.upgrade("extras@+1")).isEqualTo("a1 a2 x1");
        assertThat(depends.at("x1").upgrade("extras@+1")).isEqualTo("x2");
    }

    @Test
    void dependencies_that_cross_in_both_directions_come_to_an_end() throws Refused {
        Drawn crossing = graph("""
                a1:  label accounts
                x1:  label extras
                a2: a1  depends x1
                x2: x1  depends a1
                a3: a2  depends x2
                x3: x2  depends a2
                """);

        assertThat(crossing.upgrade("accounts@head")).isEqualTo("a1 x1 a2 x2 a3");
        assertThat(crossing.upgrade("heads")).isEqualTo("a1 x1 a2 x2 a3 x3");
    }
}
