package org.buyledger.migrations.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All revisions and how they follow each other. A revision stands on what it revises and on what it depends on; branches
 * and merges are made by the former alone. Immutable; what is wrong with the files was found when it was made.
 */
public final class Graph {
    private static final Comparator<Revision> OLDEST_FIRST = Comparator.comparing(Revision::version);

    private final Map<String, Revision> byId = new HashMap<>();
    private final Map<String, Revision> byVersion = new HashMap<>();
    private final Map<String, Revision> byLabel = new HashMap<>();
    private final Map<Revision, List<Revision>> children = new HashMap<>();
    private final Map<Revision, List<Revision>> dependents = new HashMap<>();
    private final List<Revision> revisions;

    /**
     * The graph of these revisions.
     *
     * @throws Refused naming every revision that cannot be placed
     */
    public static Graph of(Collection<Revision> revisions) throws Refused {
        List<String> problems = Problems.of(revisions);
        if (!problems.isEmpty()) {
            throw new Refused(String.join("\n", problems));
        }
        return new Graph(revisions);
    }

    private Graph(Collection<Revision> all) {
        revisions = all.stream().sorted(OLDEST_FIRST).toList();
        for (Revision revision : revisions) {
            byId.put(revision.id(), revision);
            byVersion.put(revision.version(), revision);
            revision.labels().forEach(label -> byLabel.put(label, revision));
        }
        for (Revision revision : revisions) {
            parents(revision).forEach(parent -> add(children, parent, revision));
            dependencies(revision).forEach(dependency -> add(dependents, dependency, revision));
        }
    }

    private static void add(Map<Revision, List<Revision>> map, Revision key, Revision value) {
        map.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
    }

    /** All, each after what it stands on. */
    public List<Revision> revisions() {
        return revisions;
    }

    /** Those that nothing revises. */
    public List<Revision> heads() {
        return heads(revisions);
    }

    /** Of these, those that no other of these revises. */
    public List<Revision> heads(Collection<Revision> some) {
        Set<Revision> set = Set.copyOf(some);
        return sorted(some.stream()
                .filter(one -> children(one).stream().noneMatch(set::contains))
                .toList());
    }

    /** Of these, those on which no other of these stands, be it only as a dependent. */
    public List<Revision> tips(Collection<Revision> some) {
        Set<Revision> set = Set.copyOf(some);
        return heads(some).stream()
                .filter(one -> dependents.getOrDefault(one, List.of()).stream().noneMatch(set::contains))
                .toList();
    }

    /** Those that revise nothing. */
    public List<Revision> bases() {
        return revisions.stream().filter(one -> one.revises().isEmpty()).toList();
    }

    /** What this one revises. */
    public List<Revision> parents(Revision revision) {
        return all(revision.revises());
    }

    /** What this one depends on, in other branches. */
    public List<Revision> dependencies(Revision revision) {
        return all(revision.dependsOn());
    }

    /** What revises this one. */
    public List<Revision> children(Revision revision) {
        return children.getOrDefault(revision, List.of());
    }

    /** Whether more than one revises it. */
    public boolean isBranchPoint(Revision revision) {
        return children(revision).size() > 1;
    }

    /** These and all they stand on, dependencies too; each after what it stands on. */
    public List<Revision> withAncestors(Collection<Revision> some) {
        return reach(some, one -> {
            List<Revision> below = new ArrayList<>(parents(one));
            below.addAll(dependencies(one));
            return below;
        });
    }

    /** These and all that stands on them, dependents too; each after what it stands on. */
    public List<Revision> withDescendants(Collection<Revision> some) {
        return reach(some, one -> {
            List<Revision> above = new ArrayList<>(children(one));
            above.addAll(dependents.getOrDefault(one, List.of()));
            return above;
        });
    }

    /**
     * The branch that begins with this revision: itself, what revises it, and the straight line that leads to it from
     * where it left the others.
     */
    public Set<Revision> branch(Revision begin) {
        Set<Revision> branch = new LinkedHashSet<>(above(List.of(begin)));
        Revision at = begin;
        while (at.revises().size() == 1) {
            at = parents(at).getFirst();
            if (isBranchPoint(at) || at.isMerge()) {
                break;
            }
            branch.add(at);
        }
        return branch;
    }

    /** These and what revises them, directly or not; each after what it stands on. Without what only depends on them. */
    public List<Revision> above(Collection<Revision> some) {
        return reach(some, this::children);
    }

    /** The branch with all that leads to it; not what it only depends on, which is of other branches. */
    public Set<Revision> lineage(Revision begin) {
        Set<Revision> lineage = new LinkedHashSet<>(reach(List.of(begin), this::parents));
        lineage.addAll(branch(begin));
        return lineage;
    }

    /** The revision with this version; null when there is none. */
    public @Nullable Revision version(String version) {
        return byVersion.get(version);
    }

    /**
     * The revision that this means: an id, a label, or the beginning of one id alone.
     *
     * @throws Refused when it means none or several, with what it may have meant
     */
    public Revision find(String text) throws Refused {
        Revision exact = byId.getOrDefault(text, byLabel.get(text));
        if (exact != null) {
            return exact;
        }
        List<Revision> matches =
                revisions.stream().filter(one -> one.id().startsWith(text)).toList();
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        if (matches.isEmpty()) {
            throw new Refused("No revision is called '%s'.%s `buyledger migrate history` lists them all."
                    .formatted(text, Similar.hint(text, this)));
        }
        throw new Refused("'%s' is the beginning of %d revisions: %s. Give more of it."
                .formatted(text, matches.size(), names(matches)));
    }

    Set<String> labels() {
        return byLabel.keySet();
    }

    /** These, each after what it stands on. */
    static List<Revision> sorted(Collection<Revision> some) {
        return some.stream().sorted(OLDEST_FIRST).toList();
    }

    /** For messages. */
    static String names(Collection<Revision> some) {
        return String.join(", ", some.stream().map(Revision::toString).toList());
    }

    private List<Revision> all(List<String> ids) {
        List<Revision> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            Revision revision = byId.get(id);
            if (revision == null) {
                throw new IllegalStateException(id + " was looked for when the graph was made");
            }
            found.add(revision);
        }
        return found;
    }

    private static List<Revision> reach(Collection<Revision> from, Function<Revision, List<Revision>> next) {
        Set<Revision> seen = new HashSet<>(from);
        Deque<Revision> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (Revision one : next.apply(open.removeFirst())) {
                if (seen.add(one)) {
                    open.addLast(one);
                }
            }
        }
        return sorted(seen);
    }
}
