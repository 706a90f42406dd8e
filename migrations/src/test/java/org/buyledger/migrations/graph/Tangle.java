package org.buyledger.migrations.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Graphs made by chance, the same ones from the same seed. */
final class Tangle {
    private static final long FIRST = 20260101000000L;
    private static final int RECENT = 30;

    private final Random random;
    private final List<Revision> made = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();

    private Tangle(Random random) {
        this.random = random;
    }

    /** Revisions with up to four parents each, some with none, some with dependencies and labels. */
    static List<Revision> tangled(Random random, int size) {
        Tangle tangle = new Tangle(random);
        while (tangle.made.size() < size) {
            Set<String> parents = new LinkedHashSet<>();
            if (!tangle.chance(4)) {
                int most = tangle.chance(30) ? 1 + random.nextInt(4) : 1;
                for (int i = 0; i < most; i++) {
                    tangle.recent(parents);
                }
            }
            Set<String> dependencies = new LinkedHashSet<>();
            if (tangle.chance(15)) {
                tangle.recent(dependencies);
            }
            tangle.add(List.copyOf(parents), List.copyOf(dependencies), tangle.chance(10));
        }
        return tangle.made;
    }

    /**
     * Revisions as several teams write them in some years: about 180, every fourth a merge, mostly of two branches, of four
     * at most, and one head in the end.
     */
    static List<Revision> history(Random random) {
        Tangle tangle = new Tangle(random);
        tangle.add(List.of(), List.of(), false);
        while (tangle.made.size() < 175) {
            if (tangle.heads.size() > 1 && tangle.chance(38)) {
                tangle.merge(tangle.heads.size() > 3 && tangle.chance(15) ? 4 : 2);
            } else if (tangle.chance(40)) {
                Set<String> parent = new LinkedHashSet<>();
                tangle.recent(parent);
                tangle.add(List.copyOf(parent), List.of(), false);
            } else {
                tangle.add(List.of(tangle.heads.get(random.nextInt(tangle.heads.size()))), List.of(), false);
            }
        }
        while (tangle.heads.size() > 1) {
            tangle.merge(Math.min(4, tangle.heads.size()));
        }
        return tangle.made;
    }

    /** Whether the graph has each revision's parents and dependencies in the set too. */
    static boolean isClosed(Graph graph, Set<Revision> some) {
        return some.stream()
                .allMatch(one -> some.containsAll(graph.parents(one)) && some.containsAll(graph.dependencies(one)));
    }

    /** All that it stands on, itself too; found step by step, to compare with. */
    static Set<Revision> below(Graph graph, Revision one) {
        Set<Revision> below = new HashSet<>();
        below(graph, one, below);
        return below;
    }

    /** Of these, those that have to go when a schema goes down to one; found step by step, to compare with. */
    static List<Revision> goneWithout(Graph graph, Collection<Revision> all, Revision one) {
        Set<Revision> kept = below(graph, one);
        Set<Revision> line = new HashSet<>();
        all.stream()
                .filter(other -> !kept.contains(other) && line(graph, other).contains(one))
                .forEach(line::add);
        return all.stream()
                .filter(other -> below(graph, other).stream().anyMatch(line::contains))
                .toList();
    }

    /** What it revises, directly or not, itself too. */
    static Set<Revision> line(Graph graph, Revision one) {
        Set<Revision> line = new HashSet<>();
        line(graph, one, line);
        return line;
    }

    private static void line(Graph graph, Revision one, Set<Revision> seen) {
        if (seen.add(one)) {
            graph.parents(one).forEach(parent -> line(graph, parent, seen));
        }
    }

    private static void below(Graph graph, Revision one, Set<Revision> seen) {
        if (seen.add(one)) {
            graph.parents(one).forEach(parent -> below(graph, parent, seen));
            graph.dependencies(one).forEach(dependency -> below(graph, dependency, seen));
        }
    }

    private void merge(int parents) {
        add(List.copyOf(heads.subList(0, parents)), List.of(), false);
    }

    private void recent(Set<String> some) {
        int back = Math.min(RECENT, made.size());
        if (back > 0) {
            some.add(made.get(made.size() - 1 - random.nextInt(back)).id());
        }
    }

    private void add(List<String> parents, List<String> dependencies, boolean labelled) {
        int number = made.size();
        String id = "r" + number + "_";
        List<String> labels = labelled ? List.of("label" + number) : List.of();
        made.add(Drawn.revision(id, Long.toString(FIRST + number), parents, dependencies, labels));
        heads.removeAll(parents);
        heads.add(id);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
