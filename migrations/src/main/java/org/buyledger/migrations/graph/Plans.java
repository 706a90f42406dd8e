package org.buyledger.migrations.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;

/**
 * The steps from where a schema stands to where it shall stand, refused whole before anything is touched. The state of a
 * schema is the set of revisions that it has, in the order in which they were applied.
 */
public final class Plans {
    private Plans() {}

    /**
     * What has to be applied to get there, in order; nothing when it is there already or above.
     *
     * @param upTo with {@code +N}: as many as there are, where there are fewer
     */
    public static List<Revision> upgrade(Graph graph, SequencedCollection<Revision> applied, String text, boolean upTo)
            throws Refused {
        noRange(text);
        Target target = Target.parse(text);
        List<Revision> goals;
        if (target.isFromHere()) {
            goals = above(graph, applied, target, upTo);
        } else {
            goals = target.resolve(graph, applied);
        }
        Set<Revision> have = Set.copyOf(applied);
        return graph.withAncestors(goals).stream()
                .filter(one -> !have.contains(one))
                .toList();
    }

    private static List<Revision> above(Graph graph, SequencedCollection<Revision> applied, Target target, boolean upTo)
            throws Refused {
        if (target.steps() < 0) {
            throw new Refused(
                    "'%s' leads down. Use: buyledger migrate downgrade %s".formatted(target.text(), target.text()));
        }
        Target.Scope scope = new Target.Scope(graph, target.begin(graph));
        List<Revision> heads = scope.tips(applied);
        if (heads.size() > 1) {
            throw new Refused("'%s' is ambiguous: the schema stands at %s. Name %s; or all: heads."
                    .formatted(target.text(), Graph.names(heads), narrower(target)));
        }
        Revision end = scope.up(heads.isEmpty() ? null : heads.getFirst(), target.steps(), target, upTo);
        return end == null ? List.of() : List.of(end);
    }

    /**
     * What has to be taken back to get there, the newest first; nothing when it is there already.
     *
     * @param latestApplied with {@code -N} and several heads: the last that were applied
     */
    public static List<Revision> downgrade(
            Graph graph, SequencedCollection<Revision> applied, String text, boolean latestApplied) throws Refused {
        noRange(text);
        Target target = Target.parse(text);
        Set<Revision> off;
        if (target.isFromHere()) {
            off = below(graph, applied, target, latestApplied);
        } else {
            List<Revision> goals = target.resolve(graph, applied);
            for (Revision goal : goals) {
                if (!applied.contains(goal)) {
                    throw new Refused("%s is no target to go down to: the schema does not have it. It stands at %s."
                            .formatted(goal, standing(graph, applied)));
                }
            }
            // What only depends on a goal still has it.
            off = new HashSet<>(goals.isEmpty() ? graph.revisions() : graph.above(goals));
            // What one goal stands on stays, also where it stands above another.
            graph.withAncestors(goals).forEach(off::remove);
            Optional<Revision> begin = target.begin(graph);
            if (begin.isPresent()) {
                off.retainAll(graph.branch(begin.get()));
            }
        }
        Set<Revision> closed = new HashSet<>(graph.withDescendants(off));
        return newestFirst(applied, closed);
    }

    private static Set<Revision> below(
            Graph graph, SequencedCollection<Revision> applied, Target target, boolean latestApplied) throws Refused {
        if (target.steps() > 0) {
            throw new Refused(
                    "'%s' leads up. Use: buyledger migrate upgrade %s".formatted(target.text(), target.text()));
        }
        int steps = -target.steps();
        Target.Scope scope = new Target.Scope(graph, target.begin(graph));
        Set<Revision> left = new LinkedHashSet<>(applied);
        Set<Revision> off = new HashSet<>();
        for (int step = 0; step < steps; step++) {
            List<Revision> heads = scope.tips(left);
            if (heads.isEmpty()) {
                throw new Refused(
                        "'%s' takes back %d revisions and there are only %d. Nothing was changed; the schema stands at %s."
                                .formatted(target.text(), steps, step, standing(graph, applied)));
            }
            if (heads.size() > 1 && !latestApplied) {
                throw new Refused(
                        "'%s' is ambiguous after %d steps: then the schema stands at %s. Name %s, or say --latest-applied."
                                .formatted(target.text(), step, Graph.names(heads), narrower(target)));
            }
            Revision head = last(applied, heads);
            List<Revision> others =
                    graph.children(head).stream().filter(left::contains).toList();
            if (!others.isEmpty()) {
                throw new Refused(
                        "'%s' would take back %s, on which %s of another branch stands. Name a revision to go down to: buyledger migrate downgrade <revision>"
                                .formatted(target.text(), head, Graph.names(others)));
            }
            off.add(head);
            left.remove(head);
        }
        return off;
    }

    /** What leaves less to choose than a target that counts from where the schema stands. */
    private static String narrower(Target target) {
        return target.branch() == null ? "a revision, or a branch: <label>@" + target.text() : "a revision";
    }

    /** The one of these that was applied last. */
    private static Revision last(SequencedCollection<Revision> applied, Collection<Revision> some) {
        return applied.reversed().stream().filter(some::contains).findFirst().orElseThrow();
    }

    /**
     * What a schema that is declared to be at these revisions has.
     *
     * @param targets several only where the schema can stand at all of them
     * @return what is to be added, each after what it stands on, and what is to be removed, newest first
     */
    public static Stamp stamp(Graph graph, SequencedCollection<Revision> applied, List<String> targets) throws Refused {
        Set<Revision> goals = new LinkedHashSet<>();
        Set<Revision> dropped = new HashSet<>();
        for (String text : targets) {
            noRange(text);
            Target target = Target.parse(text);
            List<Revision> meant = target.resolve(graph, applied);
            if (meant.isEmpty()) {
                Optional<Revision> begin = target.begin(graph);
                dropped.addAll(begin.isPresent() ? graph.branch(begin.get()) : graph.revisions());
            }
            goals.addAll(meant);
        }
        List<Revision> standing = graph.heads(graph.withAncestors(goals));
        for (Revision goal : goals) {
            if (!standing.contains(goal)) {
                throw new Refused("%s stands on %s, so the schema cannot stand at both. Name the first alone."
                        .formatted(Graph.names(standingOn(graph, goal, goals)), goal));
            }
        }
        Set<Revision> have = new LinkedHashSet<>(applied);
        graph.withDescendants(dropped).forEach(have::remove);
        if (!goals.isEmpty()) {
            // As in Alembic a target takes the place of every head that it stands on or that stands on it.
            Set<Revision> kin = new HashSet<>(graph.withAncestors(goals));
            kin.addAll(graph.withDescendants(goals));
            graph.tips(have).stream().filter(tip -> !kin.contains(tip)).forEach(goals::add);
            have = new LinkedHashSet<>(graph.withAncestors(goals));
        }
        Set<Revision> removed = new HashSet<>(applied);
        removed.removeAll(have);
        List<Revision> added =
                have.stream().filter(one -> !applied.contains(one)).toList();
        return new Stamp(added, newestFirst(applied, removed));
    }

    private static List<Revision> standingOn(Graph graph, Revision one, Collection<Revision> some) {
        return graph.withDescendants(List.of(one)).stream()
                .filter(other -> !other.equals(one) && some.contains(other))
                .toList();
    }

    /**
     * How a stamp changes what a schema is said to have.
     *
     * @param added each after what it stands on
     * @param removed newest first
     */
    public record Stamp(List<Revision> added, List<Revision> removed) {}

    /**
     * The revisions that a target means; none for base.
     *
     * @param applied what the schema has; what {@code current} and steps without a revision count from
     */
    public static List<Revision> locate(Graph graph, Collection<Revision> applied, String text) throws Refused {
        noRange(text);
        return Target.parse(text).resolve(graph, applied);
    }

    /** Where the schema stands, for messages. */
    public static String standing(Graph graph, Collection<Revision> applied) {
        return applied.isEmpty() ? "base" : Graph.names(graph.heads(applied));
    }

    private static List<Revision> newestFirst(SequencedCollection<Revision> applied, Set<Revision> some) {
        List<Revision> result =
                new ArrayList<>(applied.stream().filter(some::contains).toList());
        // Applied order can differ from the order of the versions, yet never puts one before what it stands on.
        return result.reversed();
    }

    private static void noRange(String text) throws Refused {
        if (text.contains(":")) {
            throw new Refused("A range such as '%s' goes with --sql only; name where to go.".formatted(text));
        }
    }
}
