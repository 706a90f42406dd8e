package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.graph.Drawn.graph;
import static org.buyledger.migrations.graph.Drawn.refusal;

import org.junit.jupiter.api.Test;

class DowngradePlanTest {
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
    private final Drawn merged = graph("""
            a:
            b1: a  label left
            b2: a  label right
            b3: a
            m: b1, b2, b3
            """);

    DowngradePlanTest() throws Refused {}

    @Test
    void base_on_an_empty_database_takes_nothing_back() throws Refused {
        assertThat(line.downgrade("base")).isEmpty();
    }

    @Test
    void base_takes_all_back_in_reverse() throws Refused {
        assertThat(line.at("d").downgrade("base")).isEqualTo("d c b a");
    }

    @Test
    void a_target_that_is_current_takes_nothing_back_head_or_not() throws Refused {
        assertThat(line.at("e").downgrade("e")).isEmpty();
        assertThat(line.at("c").downgrade("c")).isEmpty();
        assertThat(line.at("c").downgrade("current")).isEmpty();
        assertThat(line.downgrade("current")).isEmpty();
    }

    @Test
    void a_revision_takes_back_all_above_it() throws Refused {
        assertThat(line.at("e").downgrade("b")).isEqualTo("e d c");
        assertThat(line.at("e").downgrade("e-2")).isEqualTo("e d");
        assertThat(line.at("e").downgrade("a+2")).isEqualTo("e d");
        assertThat(line.at("e").downgrade("head-1")).isEqualTo("e");
    }

    @Test
    void steps_are_taken_back_in_reverse() throws Refused {
        assertThat(line.at("d").downgrade("-3")).isEqualTo("d c b");
        assertThat(line.at("d").downgrade("-1")).isEqualTo("d");
        assertThat(line.at("d").downgrade("-4")).isEqualTo("d c b a");
    }

    @Test
    void more_steps_than_are_applied_is_refused_whole() {
        assertThat(refusal(() -> line.at("c").downgrade("-5"))).contains("'-5'", "only 3", "stands at c");
        assertThat(refusal(() -> line.downgrade("-1"))).contains("only 0", "stands at base");
        assertThat(refusal(() -> line.at("e").downgrade("c-4"))).contains("'c-4'", "only 3");
        assertThat(refusal(() -> line.at("c").downgradeLatestApplied("-5"))).contains("'-5'", "only 3");
    }

    @Test
    void a_downgrade_by_steps_up_is_refused() {
        assertThat(refusal(() -> line.at("c").downgrade("+1"))).contains("'+1' leads up", "upgrade +1");
    }

    @Test
    void a_target_that_is_not_applied_is_refused() {
        assertThat(refusal(() -> line.at("c").downgrade("d"))).contains("d (change d)", "does not have it", "at c");
        assertThat(refusal(() -> fork.at("d1").downgrade("c2"))).contains("c2", "does not have it", "at d1");
    }

    @Test
    void an_abbreviated_target_that_is_not_applied_is_refused_by_its_full_name() throws Refused {
        Drawn real = graph("""
                7c1f0a9d3b52:
                3e9d5c20a1f8: 7c1f0a9d3b52
                """);

        assertThat(refusal(() -> real.at("7c1f").downgrade("3e9"))).contains("3e9d5c20a1f8", "does not have it");
    }

    @Test
    void a_range_is_refused() {
        assertThat(refusal(() -> line.at("c").downgrade("c:a"))).contains("'c:a'", "--sql only");
    }

    @Test
    void below_a_branch_point_both_branches_go_before_their_common_parent() throws Refused {
        assertThat(fork.at("d1 d2").downgrade("a")).isEqualTo("d2 d1 c2 c1 b");
    }

    @Test
    void what_was_applied_later_is_taken_back_earlier() throws Refused {
        assertThat(fork.applied("a b c2 d2 c1 d1").downgrade("b")).isEqualTo("d1 c1 d2 c2");
    }

    @Test
    void the_base_of_a_label_takes_back_its_branch_alone() throws Refused {
        assertThat(fork.at("d1 d2").downgrade("right@base")).isEqualTo("d2 c2");
        assertThat(fork.at("d1").downgrade("right@base")).isEmpty();
    }

    @Test
    void the_base_of_a_label_on_an_unrelated_line_takes_back_that_line_alone() throws Refused {
        Drawn two = graph("""
                a:  label accounts
                x:  label extras
                b: a
                y: x
                """);

        assertThat(two.at("b y").downgrade("extras@base")).isEqualTo("y x");
        assertThat(two.at("b y").downgrade("base")).isEqualTo("y b x a");
    }

    @Test
    void steps_that_lead_below_one_of_several_lines_are_refused() throws Refused {
        Drawn two = graph("""
                a:
                x:
                b: a
                """);

        assertThat(refusal(() -> two.at("b x").downgrade("x-1"))).contains("'x-1'", "x@base", "base");
        assertThat(two.at("b x").downgrade("x@base")).isEqualTo("x");
        assertThat(two.at("b x").downgrade("x@-1")).isEqualTo("x");
    }

    @Test
    void steps_above_base_drop_every_branch_above() throws Refused {
        assertThat(fork.at("d1 d2").downgrade("base+2")).isEqualTo("d2 d1 c2 c1");
    }

    @Test
    void steps_above_the_base_of_a_label_drop_that_branch_alone() throws Refused {
        assertThat(fork.at("d1 d2").downgrade("right@base+2")).isEqualTo("d2 c2");
        assertThat(fork.at("d1 d2").downgrade("right@base+3")).isEqualTo("d2");
    }

    @Test
    void steps_below_the_head_of_a_label_leave_the_other_branch() throws Refused {
        assertThat(fork.at("d1 d2").downgrade("left@head-1")).isEqualTo("d1");
    }

    @Test
    void a_step_down_from_two_heads_is_ambiguous() {
        assertThat(refusal(() -> fork.at("d1 d2").downgrade("-1")))
                .contains("ambiguous", "d1", "d2", "<label>@-1", "--latest-applied");
    }

    @Test
    void a_step_down_of_a_label_is_not() throws Refused {
        assertThat(fork.at("d1 d2").downgrade("left@-1")).isEqualTo("d1");
        assertThat(fork.at("d1 d2").downgrade("right@-2")).isEqualTo("d2 c2");
    }

    @Test
    void steps_down_of_a_label_end_where_another_branch_stands_on_the_same() {
        assertThat(refusal(() -> fork.at("d1 d2").downgrade("left@-3"))).contains("'left@-3'", "take back b", "c2");
    }

    @Test
    void latest_applied_takes_back_the_last_that_came() throws Refused {
        assertThat(fork.applied("a b c2 d2 c1 d1").downgradeLatestApplied("-1")).isEqualTo("d1");
        assertThat(fork.applied("a b c1 d1 c2 d2").downgradeLatestApplied("-1")).isEqualTo("d2");
        assertThat(fork.applied("a b c1 c2 d1 d2").downgradeLatestApplied("-3")).isEqualTo("d2 d1 c2");
    }

    @Test
    void latest_applied_of_a_label_takes_back_the_last_of_its_branch() throws Refused {
        assertThat(fork.applied("a b c1 d1 c2 d2").downgradeLatestApplied("left@-1"))
                .isEqualTo("d1");
    }

    @Test
    void a_step_down_from_a_merge_takes_back_the_merge_alone() throws Refused {
        assertThat(merged.at("m").downgrade("-1")).isEqualTo("m");
        assertThat(merged.at("m").headsAfterDowngrade("-1")).isEqualTo("b1 b2 b3");
        assertThat(merged.at("m").downgrade("left@-1")).isEqualTo("m");
        assertThat(merged.at("m").downgrade("left@-2")).isEqualTo("m b1");
    }

    @Test
    void two_steps_down_from_a_merge_are_ambiguous() {
        assertThat(refusal(() -> merged.at("m").downgrade("-2"))).contains("ambiguous after 1 step", "b1", "b2", "b3");
        assertThat(refusal(() -> merged.at("m").downgrade("m-1"))).contains("ambiguous", "b1", "b2", "b3");
    }

    @Test
    void to_one_parent_of_a_merge_of_three_leaves_the_siblings() throws Refused {
        assertThat(merged.at("m").downgrade("b1")).isEqualTo("m");
        assertThat(merged.at("m").headsAfterDowngrade("b1")).isEqualTo("b1 b2 b3");
    }

    @Test
    void below_a_merge_every_branch_of_it_goes() throws Refused {
        assertThat(merged.at("m").downgrade("a")).isEqualTo("m b3 b2 b1");
        assertThat(merged.at("m").downgrade("base")).isEqualTo("m b3 b2 b1 a");
    }

    @Test
    void a_twin_merge_goes_alone() throws Refused {
        Drawn twins = graph("""
                a:
                b1: a
                b2: a
                m1: b1, b2  label one
                m2: b1, b2  label two
                """);

        assertThat(twins.at("m1 m2").downgrade("two@-1")).isEqualTo("m2");
        assertThat(twins.at("m1 m2").downgrade("b1")).isEqualTo("m2 m1");
        assertThat(refusal(() -> twins.at("m1 m2").downgrade("-1"))).contains("ambiguous", "m1", "m2");
    }

    @Test
    void what_depends_on_a_revision_goes_with_it() throws Refused {
        Drawn depends = graph("""
                a1:  label accounts
                x1:  label extras
                a2: a1
                x2: x1  depends a2
                x3: x2
                """);

        assertThat(depends.at("a2 x3").downgrade("a1")).isEqualTo("x3 x2 a2");
        assertThat(depends.at("a2 x3").downgrade("accounts@-1")).isEqualTo("x3 x2 a2");
        assertThat(depends.at("a2 x3").downgrade("accounts@base")).isEqualTo("x3 x2 a2 a1");
        assertThat(depends.at("a2 x3").downgrade("extras@base")).isEqualTo("x3 x2 x1");
        assertThat(depends.at("a2 x3").downgrade("x2")).isEqualTo("x3");
    }

    @Test
    void crossing_dependencies_come_to_an_end() throws Refused {
        Drawn crossing = graph("""
                a1:  label accounts
                x1:  label extras
                a2: a1  depends x1
                x2: x1  depends a1
                """);

        assertThat(crossing.at("a2 x2").downgrade("a1")).isEqualTo("a2");
        assertThat(crossing.at("a2 x2").downgrade("accounts@base")).isEqualTo("x2 a2 a1");
    }

    @Test
    void current_heads_of_which_one_depends_on_another_stay() throws Refused {
        Drawn depends = graph("""
                a1:
                x1:  depends a1
                x2: x1
                """);

        assertThat(depends.at("x2").downgrade("current")).isEmpty();
    }

    @Test
    void a_branch_above_a_merge_begins_above_it() throws Refused {
        Drawn above = graph("""
                a:
                b1: a
                b2: a
                m: b1, b2
                n: m
                o: n  label after
                """);

        assertThat(above.at("o").downgrade("after@base")).isEqualTo("o n");
    }
}
