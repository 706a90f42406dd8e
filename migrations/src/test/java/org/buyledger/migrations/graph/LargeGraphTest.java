package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.graph.Drawn.refusal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LargeGraphTest {
    @Test
    void years_of_branches_and_merges_go_up_and_down() throws Refused {
        List<Revision> history = Tangle.history(new Random(84));
        Graph graph = Graph.of(history);

        assertThat(history).hasSizeBetween(170, 190);
        assertThat(history.stream().filter(Revision::isMerge).count() * 100 / history.size())
                .isBetween(23L, 29L);
        assertThat(history.stream().filter(graph::isBranchPoint).count()).isBetween(32L, 42L);
        assertThat(history).anyMatch(one -> one.revises().size() == 4);
        assertThat(graph.heads()).hasSize(1);
        goesUpAndDown(history, "head");
    }

    @Test
    void two_thousand_tangled_revisions_go_up_and_down() throws Refused {
        goesUpAndDown(Tangle.tangled(new Random(7), 2_000), "heads");
    }

    @Test
    void a_line_of_two_thousand_goes_up_and_down_step_by_step() throws Refused {
        List<Revision> line = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            List<String> parent = i == 0 ? List.of() : List.of("r" + (i - 1));
            line.add(Drawn.revision("r" + i, Long.toString(20260101000000L + i), parent, List.of(), List.of()));
        }
        Graph graph = Graph.of(line);

        assertThat(Plans.upgrade(graph, List.of(), "+2000", false)).isEqualTo(line);
        assertThat(Plans.downgrade(graph, line, "-2000", false)).isEqualTo(line.reversed());
    }

    @Test
    void a_mistake_among_two_thousand_is_found() {
        List<Revision> tangled = new ArrayList<>(Tangle.tangled(new Random(7), 2_000));
        Revision last = tangled.removeLast();
        tangled.add(Drawn.revision(last.id(), last.version(), List.of("missing"), List.of(), List.of()));

        assertThat(refusal(() -> Graph.of(tangled))).contains("it stands on missing");
    }

    private static void goesUpAndDown(List<Revision> revisions, String top) throws Refused {
        List<Revision> shuffled = new ArrayList<>(revisions);
        Collections.shuffle(shuffled, new Random(1));
        long start = System.nanoTime();
        Graph graph = Graph.of(shuffled);
        long loaded = System.nanoTime();
        List<Revision> up = Plans.upgrade(graph, List.of(), top, false);
        List<Revision> down = Plans.downgrade(graph, up, "base", false);
        long planned = System.nanoTime();
        System.out.printf(
                "%d revisions: checked and sorted in %d ms, planned up and down in %d ms%n",
                revisions.size(), (loaded - start) / 1_000_000, (planned - loaded) / 1_000_000);

        assertSame(up, revisions);
        assertThat(down).isEqualTo(up.reversed());
        everyPrefixIsClosed(graph, up);
        fromAnywhere(graph, up);
    }

    /** In any order; by way of sets, since AssertJ compares each with each. */
    private static void assertSame(List<Revision> some, Collection<Revision> others) {
        assertThat(some).doesNotHaveDuplicates().hasSameSizeAs(others);
        assertThat(Set.copyOf(some)).isEqualTo(Set.copyOf(others));
    }

    private static void everyPrefixIsClosed(Graph graph, List<Revision> up) {
        Set<Revision> have = new HashSet<>();
        for (Revision one : up) {
            // AssertJ would copy the set each time.
            assertThat(have.containsAll(graph.parents(one)) && have.containsAll(graph.dependencies(one)))
                    .as("what %s needs is before it", one)
                    .isTrue();
            have.add(one);
        }
    }

    private static void fromAnywhere(Graph graph, List<Revision> all) throws Refused {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            Revision one = all.get(random.nextInt(all.size()));
            List<Revision> up = Plans.upgrade(graph, List.of(), one.id(), false);
            assertSame(up, Tangle.below(graph, one));
            everyPrefixIsClosed(graph, up);

            List<Revision> down = Plans.downgrade(graph, all, one.id(), false);
            assertSame(down, Tangle.goneWithout(graph, all, one));
        }
    }
}
