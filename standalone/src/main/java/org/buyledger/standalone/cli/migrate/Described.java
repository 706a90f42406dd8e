package org.buyledger.standalone.cli.migrate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How revisions are shown. */
final class Described {
    private final Graph graph;
    private final Set<Revision> heads;
    private final @Nullable Set<Revision> current;

    /** Without a look at a database. */
    Described(Graph graph) {
        this(graph, null);
    }

    /**
     * With where the schema stands.
     *
     * @param current the newest that are applied; null where they are not to be marked
     */
    Described(Graph graph, @Nullable Collection<Revision> current) {
        this.graph = graph;
        heads = Set.copyOf(graph.heads());
        this.current = current == null ? null : Set.copyOf(current);
    }

    /** One line: the id, the marks, what it does. */
    String line(Revision revision) {
        return revision.id() + marks(revision) + ", " + revision.name();
    }

    /** One line that begins with what it revises. */
    String step(Revision revision) {
        return below(revision) + " -> " + line(revision);
    }

    /** Several lines with all that its files say. */
    List<String> details(Revision revision) {
        List<String> lines = new ArrayList<>();
        lines.add("Revision: " + revision.id() + marks(revision));
        lines.add("Revises: " + below(revision));
        if (!revision.dependsOn().isEmpty()) {
            lines.add("Depends on: " + String.join(", ", revision.dependsOn()));
        }
        if (graph.isBranchPoint(revision)) {
            lines.add("Branches into: "
                    + graph.children(revision).stream().map(Revision::id).collect(Collectors.joining(", ")));
        }
        lines.add("File: " + revision.up().file() + (revision.up().inTransaction() ? "" : " (outside a transaction)"));
        lines.add("Way back: " + WayBack.of(revision).sentence());
        String description = revision.header().description();
        Stream.of(description.isEmpty() ? revision.name() : description)
                .flatMap(String::lines)
                .forEach(line -> lines.add("    " + line));
        return lines;
    }

    private static String below(Revision revision) {
        return revision.revises().isEmpty() ? "<base>" : String.join(", ", revision.revises());
    }

    private String marks(Revision revision) {
        StringBuilder marks = new StringBuilder();
        if (!revision.labels().isEmpty()) {
            marks.append(" (").append(String.join(", ", revision.labels())).append(")");
        }
        if (heads.contains(revision)) {
            marks.append(" (head)");
        }
        if (current != null && current.contains(revision)) {
            marks.append(" (current)");
        }
        if (graph.isBranchPoint(revision)) {
            marks.append(" (branchpoint)");
        }
        if (revision.isMerge()) {
            marks.append(" (mergepoint)");
        }
        return marks.toString();
    }

    ObjectNode json(Revision revision) {
        ObjectNode json = Verb.object()
                .put("revision", revision.id())
                .put("version", revision.version())
                .put("name", revision.name());
        revision.revises().forEach(json.putArray("revises")::add);
        revision.dependsOn().forEach(json.putArray("depends_on")::add);
        revision.labels().forEach(json.putArray("labels")::add);
        json.put("head", heads.contains(revision))
                .put("branchpoint", graph.isBranchPoint(revision))
                .put("mergepoint", revision.isMerge());
        if (current != null) {
            json.put("current", current.contains(revision));
        }
        json.put("description", revision.header().description())
                .put("file", revision.up().file())
                .put("undo_file", revision.wayBack().map(Script::file).orElse(null))
                .put("transaction", revision.up().inTransaction());
        WayBack back = WayBack.of(revision);
        ObjectNode way = json.putObject("way_back").put("kind", back.kind());
        revision.oneWay().ifPresent(reason -> way.put("reason", reason));
        back.tables().forEach(way.putArray("tables")::add);
        return json;
    }

    ArrayNode json(Collection<Revision> revisions) {
        ArrayNode array = Verb.ids(List.of());
        revisions.forEach(one -> array.add(json(one)));
        return array;
    }
}
