package org.buyledger.migrations.files;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.jspecify.annotations.Nullable;

/** What a new revision may stand on. */
final class Parents {
    private Parents() {}

    /**
     * Of a revision that makes a change.
     *
     * @param named null for the head
     */
    static List<Revision> ofChange(Graph graph, @Nullable List<Revision> named, boolean splice) throws Refused {
        List<Revision> parents = named == null ? graph.heads() : named;
        if (parents.size() > 1) {
            throw new Refused(
                    "There are %d revisions on which it could stand: %s. Choose one with --head, or join them first: buyledger migrate merge -m \"...\""
                            .formatted(parents.size(), names(parents)));
        }
        refuseSplice(graph, parents, splice);
        return parents;
    }

    /** Of a merge. */
    static List<Revision> ofMerge(Graph graph, List<Revision> named, boolean splice) throws Refused {
        List<Revision> parents = List.copyOf(new LinkedHashSet<>(named));
        if (parents.size() < 2) {
            throw new Refused("There is nothing to merge: that is %d revision(s)%s, and a merge joins two or more."
                    .formatted(parents.size(), parents.isEmpty() ? "" : ", " + names(parents)));
        }
        refuseSplice(graph, parents, splice);
        for (Revision parent : parents) {
            for (Revision other : parents) {
                if (!other.equals(parent)
                        && graph.withAncestors(List.of(parent)).contains(other)) {
                    throw new Refused("%s stands on %s already, so there is nothing to merge between the two."
                            .formatted(parent, other));
                }
            }
        }
        return parents;
    }

    private static void refuseSplice(Graph graph, List<Revision> parents, boolean splice) throws Refused {
        for (Revision parent : parents) {
            List<Revision> children = graph.children(parent);
            if (!children.isEmpty() && !splice) {
                throw new Refused(
                        "%s is no head: %s stands on it. --splice begins another branch there; the heads are %s."
                                .formatted(parent, names(children), names(graph.heads())));
            }
        }
    }

    private static String names(List<Revision> revisions) {
        return revisions.stream().map(Revision::toString).collect(Collectors.joining(", "));
    }
}
