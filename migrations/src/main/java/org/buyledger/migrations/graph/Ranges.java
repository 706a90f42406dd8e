package org.buyledger.migrations.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which revisions {@code history -r} shows: {@code a:b} with both ends; {@code a:}, {@code :b}; {@code -N:b}, the newest N up
 * to b; {@code a:+N}, a and N above it ({@code :+N} the oldest N). More than there are means all there are.
 */
public final class Ranges {
    private Ranges() {}

    /**
     * The revisions of a range, newest first.
     *
     * @param text null for all
     */
    public static List<Revision> select(Graph graph, Collection<Revision> applied, @Nullable String text)
            throws Refused {
        if (text == null) {
            return graph.revisions().reversed();
        }
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
            throw new Refused(
                    "'%s' is no range: it needs one colon, as in a:b, a:, :b, -10: or rev:current.".formatted(text));
        }
        String from = text.substring(0, colon);
        String to = text.substring(colon + 1);
        if (isCount(to, '+')) {
            List<Revision> above = between(graph, applied, from, "heads");
            int named = start(graph, applied, from).isEmpty() ? 0 : 1;
            return above.subList(0, Math.min(count(to) + named, above.size())).reversed();
        }
        if (isCount(from, '-')) {
            List<Revision> below = between(graph, applied, "", to);
            return below.subList(Math.max(0, below.size() - count(from)), below.size())
                    .reversed();
        }
        return between(graph, applied, from, to).reversed();
    }

    /** With both ends, oldest first. */
    private static List<Revision> between(Graph graph, Collection<Revision> applied, String from, String to)
            throws Refused {
        List<Revision> ends = to.isEmpty() ? graph.heads() : Target.parse(to).resolve(graph, applied);
        List<Revision> starts = start(graph, applied, from);
        List<Revision> below = new ArrayList<>(graph.withAncestors(ends));
        for (Revision start : starts) {
            if (!below.contains(start)) {
                throw new Refused("'%s:%s' is empty: %s is not below %s. Give the older one first, of the same branch."
                        .formatted(from, to, start, Graph.names(ends)));
            }
        }
        if (!starts.isEmpty()) {
            Set<Revision> above = new HashSet<>(graph.above(starts));
            below.retainAll(above);
        }
        return below;
    }

    /** None for base. */
    private static List<Revision> start(Graph graph, Collection<Revision> applied, String from) throws Refused {
        return from.isEmpty() ? List.of() : Target.parse(from).resolve(graph, applied);
    }

    private static boolean isCount(String text, char sign) {
        return text.length() > 1
                && text.charAt(0) == sign
                && text.chars().skip(1).allMatch(Character::isDigit);
    }

    /** More digits than any graph has revisions are cut off. */
    private static int count(String text) {
        return text.length() > 9 ? 999_999_999 : Integer.parseInt(text.substring(1));
    }
}
