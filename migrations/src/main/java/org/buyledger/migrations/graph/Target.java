package org.buyledger.migrations.graph;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to go, in Alembic's words: {@code head}, {@code heads}, {@code base}, {@code current}, an id or its beginning, a
 * label; before it perhaps {@code <label>@}; after it perhaps {@code +N} or {@code -N}. The latter alone counts from where
 * the schema stands.
 *
 * @param text as it was given
 * @param branch a label, or a revision of the branch; null for all branches
 * @param symbol what stands before the steps; null for where the schema stands
 * @param steps up, or down when negative; 0 for the symbol itself
 */
record Target(
        String text, @Nullable String branch, @Nullable String symbol, int steps) {
    private static final Pattern FORM = Pattern.compile("(?:([^@]+)@)?([^@+-]+)?([+-][0-9]{1,6})?");

    static Target parse(String text) throws Refused {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches() || (form.group(2) == null && form.group(3) == null)) {
            throw new Refused(
                    "'%s' is no target. Targets are head, heads, base, current, a revision or its beginning, a label; "
                                    .formatted(text)
                            + "<label>@<target>; <revision>+N, <revision>-N, +N and -N.");
        }
        return new Target(
                text, form.group(1), form.group(2), form.group(3) == null ? 0 : Integer.parseInt(form.group(3)));
    }

    /** Whether it counts from where the schema stands. */
    boolean isFromHere() {
        return symbol == null;
    }

    /** The revision that begins its branch; empty for all branches. */
    Optional<Revision> begin(Graph graph) throws Refused {
        return branch == null ? Optional.empty() : Optional.of(graph.find(branch));
    }

    /**
     * The revisions that it means; none for base.
     *
     * @param applied what the schema has
     */
    List<Revision> resolve(Graph graph, Collection<Revision> applied) throws Refused {
        Scope scope = new Scope(graph, begin(graph));
        List<Revision> from = symbol(scope, applied);
        if (steps == 0) {
            return from;
        }
        if (from.size() > 1) {
            throw new Refused("'%s' is ambiguous: it could start from %s. Name one of them, or a branch: <label>@%s."
                    .formatted(text, Graph.names(from), text.substring(text.indexOf('@') + 1)));
        }
        Revision start = from.isEmpty() ? null : from.getFirst();
        Revision end = steps > 0 ? scope.up(start, steps, this, false) : scope.down(start, -steps, this);
        if (end == null && symbol != null && branch == null && graph.bases().size() > 1) {
            throw new Refused(
                    "'%s' leads to base, which is below other branches too. Name the branch, as in %s@base, or base for all."
                            .formatted(
                                    text,
                                    from.isEmpty() ? "<label>" : from.getFirst().id()));
        }
        return end == null ? List.of() : List.of(end);
    }

    private List<Revision> symbol(Scope scope, Collection<Revision> applied) throws Refused {
        return switch (symbol) {
            case null -> scope.heads(applied);
            case "current" -> scope.heads(applied);
            case "base" -> List.of();
            case "heads" -> scope.heads(scope.graph().revisions());
            case "head" -> List.of(scope.head(this));
            case String id -> List.of(scope.find(id, this));
        };
    }

    /** A graph, or one branch of it with all that leads there. */
    record Scope(Graph graph, Optional<Revision> begin) {
        private boolean has(Revision revision) {
            return begin.isEmpty() || lineage().contains(revision);
        }

        private Set<Revision> lineage() {
            return begin.map(graph::lineage).orElse(Set.of());
        }

        private List<Revision> within(Collection<Revision> some) {
            if (begin.isEmpty()) {
                return List.copyOf(some);
            }
            Set<Revision> lineage = lineage();
            return some.stream().filter(lineage::contains).toList();
        }

        /** The newest of these in each branch. */
        List<Revision> heads(Collection<Revision> some) {
            return graph.heads(within(some));
        }

        /** Of these, those from which a step leads up or down: what another depends on stays where it is. */
        List<Revision> tips(Collection<Revision> some) {
            return graph.tips(within(some));
        }

        Revision head(Target target) throws Refused {
            List<Revision> heads = heads(graph.revisions());
            if (heads.isEmpty()) {
                throw new Refused("There is no head, because there are no revisions.");
            }
            if (heads.size() > 1) {
                throw new Refused(
                        "'%s' is ambiguous: there are %d heads: %s. Name one, or a branch (<label>@head), or all (heads); or join them: buyledger migrate merge -m \"...\" heads"
                                .formatted(target.text(), heads.size(), Graph.names(heads)));
            }
            return heads.getFirst();
        }

        Revision find(String id, Target target) throws Refused {
            Revision found = graph.find(id);
            if (!has(found)) {
                throw new Refused(
                        "'%s': %s is not in the branch of %s.".formatted(target.text(), found, target.branch()));
            }
            return found;
        }

        /** So many steps up; from null means below the first. With {@code upTo}, as many as there are. */
        @Nullable
        Revision up(@Nullable Revision from, int steps, Target target, boolean upTo) throws Refused {
            Revision at = from;
            for (int step = 0; step < steps; step++) {
                List<Revision> next = within(at == null ? graph.bases() : graph.children(at));
                if (next.isEmpty() && upTo) {
                    break;
                }
                if (next.isEmpty()) {
                    throw new Refused(
                            "'%s' asks for %d revisions and there are only %d above %s. Nothing was changed; --up-to takes as many as there are."
                                    .formatted(target.text(), steps, step, from == null ? "base" : from));
                }
                if (next.size() > 1) {
                    throw new Refused("'%s' is ambiguous: above %s stand %s. Name a revision, or a branch: <label>@+%d."
                            .formatted(target.text(), at == null ? "base" : at, Graph.names(next), steps));
                }
                at = next.getFirst();
            }
            return at;
        }

        /** So many steps down; null for base. */
        @Nullable
        Revision down(@Nullable Revision from, int steps, Target target) throws Refused {
            List<Revision> at = from == null ? List.of() : List.of(from);
            for (int step = 0; step < steps; step++) {
                if (at.isEmpty()) {
                    throw new Refused("'%s' goes %d steps down and below %s there are only %d. Nothing was changed."
                            .formatted(target.text(), steps, from == null ? "base" : from, step));
                }
                if (at.size() > 1) {
                    throw new Refused("'%s' is ambiguous: a step further down stand %s. Name one of them."
                            .formatted(target.text(), Graph.names(at)));
                }
                at = within(graph.parents(at.getFirst()));
            }
            if (at.size() > 1) {
                throw new Refused("'%s' is ambiguous: it leads to %s. Name one of them."
                        .formatted(target.text(), Graph.names(at)));
            }
            return at.isEmpty() ? null : at.getFirst();
        }
    }
}
