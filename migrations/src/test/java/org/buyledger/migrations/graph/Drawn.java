package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * A graph drawn as text and a schema that stands somewhere in it. One line is one revision, the oldest first:
 * {@code c: a, b  depends x  label left}. Revisions in answers are their ids with spaces between.
 */
record Drawn(Graph graph, SequencedCollection<Revision> applied) {
    /** At base. */
    static Drawn graph(String text) throws Refused {
        return new Drawn(Graph.of(revisions(text)), List.of());
    }

    /** The revisions that the text draws, whether they are a graph or not. */
    static List<Revision> revisions(String text) {
        List<Revision> revisions = new ArrayList<>();
        for (String line : text.lines().toList()) {
            revisions.add(revision(line, 20260101000000L + revisions.size()));
        }
        return revisions;
    }

    private static Revision revision(String line, long version) {
        int colon = line.indexOf(':');
        String id = line.substring(0, colon);
        List<String> revises = List.of();
        List<String> dependsOn = List.of();
        List<String> labels = List.of();
        for (String part : line.substring(colon + 1).strip().split(" {2,}", -1)) {
            if (part.startsWith("depends ")) {
                dependsOn = words(part.substring("depends ".length()));
            } else if (part.startsWith("label ")) {
                labels = words(part.substring("label ".length()));
            } else {
                revises = words(part);
            }
        }
        return revision(id, Long.toString(version), revises, dependsOn, labels);
    }

    static Revision revision(
            String id, String version, List<String> revises, List<String> dependsOn, List<String> labels) {
        Header header = new Header(null, null, List.of(), List.of(), List.of(), "");
        Script up = new Script("V" + version + "__change_" + id + ".sql", "SELECT 1;", true);
        Script down = new Script("U" + version + "__change_" + id + ".sql", "SELECT 2;", true);
        return new Revision(id, version, "change_" + id, revises, dependsOn, labels, header, up, down);
    }

    private static List<String> words(String list) {
        return list.isBlank() ? List.of() : List.of(list.strip().split("[, ]+", -1));
    }

    /** With these applied, and all they stand on, in the order of the versions. */
    Drawn at(String ids) throws Refused {
        return new Drawn(graph, graph.withAncestors(all(ids)));
    }

    /** With exactly these applied, in this order. */
    Drawn applied(String ids) throws Refused {
        return new Drawn(graph, all(ids));
    }

    private List<Revision> all(String ids) throws Refused {
        List<Revision> all = new ArrayList<>();
        for (String id : words(ids)) {
            all.add(graph.find(id));
        }
        return all;
    }

    /** What an upgrade applies. */
    String upgrade(String target) throws Refused {
        return ids(Plans.upgrade(graph, applied, target, false));
    }

    String upgradeUpTo(String target) throws Refused {
        return ids(Plans.upgrade(graph, applied, target, true));
    }

    /** What a downgrade takes back. */
    String downgrade(String target) throws Refused {
        return ids(Plans.downgrade(graph, applied, target, false));
    }

    String downgradeLatestApplied(String target) throws Refused {
        return ids(Plans.downgrade(graph, applied, target, true));
    }

    /** What a stamp adds and removes: {@code +a +b -d -c}. */
    String stamp(String... targets) throws Refused {
        Plans.Stamp stamp = Plans.stamp(graph, applied, List.of(targets));
        List<String> changes = new ArrayList<>();
        stamp.added().forEach(one -> changes.add("+" + one.id()));
        stamp.removed().forEach(one -> changes.add("-" + one.id()));
        return String.join(" ", changes);
    }

    /** The schema once these were applied. */
    Drawn with(Collection<Revision> added) {
        List<Revision> all = new ArrayList<>(applied);
        all.addAll(added);
        return new Drawn(graph, all);
    }

    /** The schema once these were taken back. */
    Drawn without(Collection<Revision> removed) {
        SequencedCollection<Revision> left = new LinkedHashSet<>(applied);
        left.removeAll(removed);
        return new Drawn(graph, left);
    }

    /** Where the schema stands once the upgrade is done. */
    String headsAfterUpgrade(String target) throws Refused {
        return with(Plans.upgrade(graph, applied, target, false)).heads();
    }

    /** Where the schema stands once the downgrade is done. */
    String headsAfterDowngrade(String target) throws Refused {
        return without(Plans.downgrade(graph, applied, target, false)).heads();
    }

    private String heads() {
        return ids(graph.heads(applied));
    }

    /** What the history shows. */
    String history(@Nullable String range) throws Refused {
        return ids(Ranges.select(graph, applied, range));
    }

    static String ids(Collection<Revision> some) {
        return some.stream().map(Revision::id).collect(Collectors.joining(" "));
    }

    static List<String> idList(Collection<Revision> some) {
        return some.stream().map(Revision::id).toList();
    }

    /** The message of a refusal. */
    static String refusal(ThrowingCallable call) {
        Refused refused = catchThrowableOfType(Refused.class, call);
        if (refused == null) {
            throw new AssertionError("it was not refused");
        }
        return String.valueOf(refused.getMessage());
    }
}
