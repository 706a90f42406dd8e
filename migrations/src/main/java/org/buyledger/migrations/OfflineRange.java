package org.buyledger.migrations;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;

/**
 * From where to where a script leads that is made without a database.
 *
 * @param start the revision at which the schema is said to stand; empty for base
 * @param applied what it has there
 * @param to the target
 */
record OfflineRange(Optional<Revision> start, SequencedSet<Revision> applied, String to) {
    private static final Pattern NEEDS_DATABASE = Pattern.compile("(.*@)?(current.*|[+-].*)");

    static OfflineRange parse(Graph graph, String text) throws Refused {
        int colon = text.indexOf(':');
        String from = colon < 0 ? "base" : text.substring(0, colon);
        String to = text.substring(colon + 1);
        List<Revision> starts = from.isEmpty() ? List.of() : locate(graph, from);
        if (starts.size() > 1) {
            throw new Refused("'%s' begins at %d revisions; a script begins at one. Name it: <revision>:%s"
                    .formatted(text, starts.size(), to));
        }
        if (to.isEmpty() || to.contains("current")) {
            throw new Refused("'%s' does not say where to go: without a database nothing is current.".formatted(text));
        }
        return new OfflineRange(starts.stream().findFirst(), new LinkedHashSet<>(graph.withAncestors(starts)), to);
    }

    /** What a target means to who does not know where the schema stands. */
    static List<Revision> locate(Graph graph, String text) throws Refused {
        if (NEEDS_DATABASE.matcher(text).matches()) {
            throw new Refused("'%s' counts from where a database stands, and --sql looks at none. Name a revision."
                    .formatted(text));
        }
        return Plans.locate(graph, Set.of(), text);
    }
}
