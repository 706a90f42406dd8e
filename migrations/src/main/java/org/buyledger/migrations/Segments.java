package org.buyledger.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.buyledger.migrations.graph.Revision;

/** A plan cut into what shares a transaction. */
final class Segments {
    private Segments() {}

    /**
     * The parts of a plan, in its order.
     *
     * @param joins whether a revision can share a transaction with its neighbours; each that cannot stands alone
     */
    static List<List<Revision>> of(List<Revision> plan, Predicate<Revision> joins) {
        List<List<Revision>> segments = new ArrayList<>();
        boolean open = false;
        for (Revision revision : plan) {
            if (open && joins.test(revision)) {
                segments.getLast().add(revision);
            } else {
                segments.add(new ArrayList<>(List.of(revision)));
            }
            open = joins.test(revision);
        }
        return segments;
    }

    /** The longest parts of a plan, in its order, of which all revisions can share a transaction or none can. */
    static List<List<Revision>> alike(List<Revision> plan, Predicate<Revision> joins) {
        List<List<Revision>> segments = new ArrayList<>();
        for (Revision revision : plan) {
            if (!segments.isEmpty() && joins.test(segments.getLast().getFirst()) == joins.test(revision)) {
                segments.getLast().add(revision);
            } else {
                segments.add(new ArrayList<>(List.of(revision)));
            }
        }
        return segments;
    }
}
